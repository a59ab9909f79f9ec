using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Loads a file that is one document of one kind and refers to others that somebody else reads. Every mistake is reported at once, and none throws.</summary>
internal static class DefinitionFile
{
    /// <summary>What the file says, or null where any finding is an error; and the findings.</summary>
    public static async Task<(T? Definition, IReadOnlyList<Diagnostic> Diagnostics)> LoadAsync<T>(ISourceReader reader, string reference, string kind, BlockSchema schema, Func<Located, Findings, T> bind, CancellationToken ct)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var findings = new Findings();
        var documents = new DocumentReader(reader, findings);
        if (await documents.ReadMainAsync(reference, ct).ConfigureAwait(false) is not { } source || documents.Document(source, kind) is not { } document)
            return (null, findings.InOrder(reference));
        document = await new IncludeExpander(new FragmentBudget(documents, findings), findings).ExpandAsync(document, schema, ct).ConfigureAwait(false);
        schema.Check(document, findings);
        var definition = bind(document, findings);
        return (findings.HasErrors ? null : definition, findings.InOrder(source.Reference));
    }
}
