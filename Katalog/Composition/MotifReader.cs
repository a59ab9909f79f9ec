using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Reads a Motif for one import, with what it imports itself. Every import is read anew, because its inputs are its own.</summary>
internal sealed class MotifReader(DocumentReader documents, FragmentBudget files, ImportFetcher fetcher, Action<DefinitionAbout> tell, Findings findings)
{
    /// <summary>Null when it cannot be read, which has been reported.</summary>
    /// <param name="import">The item of <c>imports</c>.</param>
    /// <param name="chain">The files from the definition to the one that has the import.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<MotifBody?> ReadAsync(Located import, IReadOnlyList<string> chain, CancellationToken ct)
    {
        if (await fetcher.MotifAsync(import, ct).ConfigureAwait(false) is not { } source)
            return null;
        var at = import.At("motif") ?? import.At("oci") ?? import;
        if (chain.Contains(source.Reference, StringComparer.Ordinal))
        {
            findings.Error(DiagnosticIds.Cycle, at, $"Motifs import each other in a circle: {string.Join(" → ", chain.SkipWhile(file => !string.Equals(file, source.Reference, StringComparison.Ordinal)).Append(source.Reference))}", "take one of the imports out");
            return null;
        }

        if (chain.Count > FragmentLimits.MaxDepth)
        {
            findings.Error(DiagnosticIds.YamlLimit, at, $"Motifs import each other deeper than {FragmentLimits.MaxDepth}", "make the definition simpler");
            return null;
        }

        if (documents.Document(source, "Motif") is not { } declared)
            return null;
        // Read again with the inputs bound: what is written in the Motif is seen from there on with them.
        var scoped = source with { Scope = new InputBinder(findings).Bind(import, declared) };
        var motif = await new IncludeExpander(files, findings).ExpandAsync(YamlReader.Read(scoped, findings)[0], MotifLanguage.Document, ct).ConfigureAwait(false);
        MotifLanguage.ImportedDocument.Check(motif, findings);
        tell(AboutBinder.Bind(motif));
        CheckProfiles(motif);
        var body = MotifBody.Of(motif);
        foreach (var nested in motif.At("imports")?.Items().Where(item => item.Node is MapNode) ?? [])
        {
            if (await ReadAsync(nested, [.. chain, source.Reference], ct).ConfigureAwait(false) is { } below)
                body = new MotifBody { Blocks = [.. body.Blocks, .. below.Blocks], Notes = [.. body.Notes, .. below.Notes], Profiles = NodeMerge.Join(body.Profiles, below.Profiles) as MapNode };
        }

        return body;
    }

    /// <summary>A profile is one for the whole file, whoever imports it and with what.</summary>
    private void CheckProfiles(Located motif)
    {
        foreach (var scalar in motif.At("profiles") is { } profiles ? Scalars(profiles) : [])
        {
            if (scalar.Text is { } text && text.Contains("{{", StringComparison.Ordinal) && text.Contains(".inputs", StringComparison.Ordinal))
                findings.Error(DiagnosticIds.MotifInput, scalar, "a profile is the same for every import and cannot read .inputs", "write the values where the profile is used");
        }
    }

    private static IEnumerable<Located> Scalars(Located at) => at.Node switch
    {
        ScalarNode => [at],
        ListNode => at.Items().SelectMany(Scalars),
        _ => at.Entries().SelectMany(entry => Scalars(entry.Value)),
    };
}
