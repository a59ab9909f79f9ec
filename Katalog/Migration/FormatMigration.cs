using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Rewrites a definition of any generation into the present form. Texts are moved, not written anew: comments and layout stay. What comes out means the same,
/// or it does not come out: both texts are read and compared.</summary>
public static class FormatMigration
{
    /// <summary>The file in the present form. Migrating twice changes nothing more.</summary>
    public static MigrationResult Migrate(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var findings = new Findings();
        return Definition(source, findings) is not var (document, schema) ? Refused(source, findings) : Rewrite(
            source,
            document,
            findings,
            (text, changes) =>
            {
                var renamed = new NameEdits(text, changes).Apply(Document(source, text), schema);
                return new PlaceEdits(changes).Apply(renamed, Document(source, renamed));
            },
            (one, other) => Meaning.IsSame(one, other, schema));
    }

    /// <summary>The file in the present form, and after it the fragments that it includes.</summary>
    /// <param name="source">A definition.</param>
    /// <param name="reader">Reads the fragments.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The definition first; of fragments those that could be read. What could not be read is among the findings of the definition.</returns>
    public static async Task<IReadOnlyList<MigratedFile>> MigrateAsync(SourceText source, ISourceReader reader, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var result = Migrate(source);
        var findings = new Findings();
        if (result.Text is null || Definition(source, findings) is not var (document, schema))
            return [new MigratedFile(source, result)];
        var fragments = await new FragmentSearch(reader, findings).OfAsync(document, schema, ct).ConfigureAwait(false);
        return
        [
            new MigratedFile(source, result with { Diagnostics = findings.InOrder(source.Reference) }),
            .. fragments.Select(static fragment => new MigratedFile(fragment.Source, Fragment(fragment.Source, fragment.Shape))),
        ];
    }

    /// <summary>A fragment has no settings of entries, so nothing in it has another place now.</summary>
    private static MigrationResult Fragment(SourceText source, Shape shape)
    {
        var findings = new Findings();
        return YamlReader.Read(source, findings) is [var document] && !findings.HasErrors
            ? Rewrite(source, document, findings, (text, changes) => new NameEdits(text, changes).Apply(Document(source, text).Node, shape), (one, other) => Meaning.IsSame(one.Node, other.Node, shape))
            : Refused(source, findings);
    }

    private static (Located Document, BlockSchema Schema)? Definition(SourceText source, Findings findings)
    {
        var documents = YamlReader.Read(source, findings);
        if (findings.HasErrors)
            return null;
        if (documents is [{ Node: MapNode } document] && DocumentKinds.SchemaOf(document) is { } schema)
            return (document, schema);
        findings.Error(DiagnosticIds.NotAKatalog, new SourcePlace(source.Reference, 1, 1, ""), "this is no single Katalog, Komposer, Motif, Simulate or E2E", "name a file with one of them; a fragment is rewritten with the file that includes it");
        return null;
    }

    private static MigrationResult Rewrite(SourceText source, Located document, Findings findings, Func<string, List<string>, string> edit, Func<Located, Located, bool> isSame)
    {
        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        var text = isWindows ? source.Text.Replace("\r\n", "\n", StringComparison.Ordinal) : source.Text;
        var changes = new List<string>();
        try
        {
            var edited = edit(text, changes);
            if (changes.Count == 0)
                return new MigrationResult(source.Text, [], []);
            if (!isSame(document, Document(source, edited)))
                throw new RewriteException("the file uses YAML in a way that hides what stands where (merge keys, for example)", 0);
            return new MigrationResult(isWindows ? edited.Replace("\n", "\r\n", StringComparison.Ordinal) : edited, changes, []);
        }
        catch (RewriteException e)
        {
            var lines = new TextLines(text);
            findings.Error(DiagnosticIds.NotRewritten, new SourcePlace(source.Reference, lines.LineOf(e.Index) + 1, lines.ColumnOf(e.Index) + 1, ""), $"the file cannot be rewritten: {e.Message}", "write that out, or move the settings by hand");
            return Refused(source, findings);
        }
    }

    private static MigrationResult Refused(SourceText source, Findings findings) => new(null, [], findings.InOrder(source.Reference));

    /// <summary>A text that was made of one that could be read.</summary>
    private static Located Document(SourceText source, string text)
    {
        var findings = new Findings();
        return YamlReader.Read(source with { Text = text }, findings) is [var document] && !findings.HasErrors
            ? document
            : throw new RewriteException("what came out is no YAML: this is a mistake in ork", 0);
    }
}
