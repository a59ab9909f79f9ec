using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
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
        var documents = YamlReader.Read(source, findings);
        if (findings.HasErrors)
            return Refused(source, findings);
        if (documents is not [{ Node: MapNode } document] || DocumentKinds.SchemaOf(document) is not { } schema)
        {
            findings.Error(DiagnosticIds.NotAKatalog, new SourcePlace(source.Reference, 1, 1, ""), "this is no single Katalog, Komposer, Motif, Simulate or E2E", "name a file with one of them");
            return Refused(source, findings);
        }

        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        var text = isWindows ? source.Text.Replace("\r\n", "\n", StringComparison.Ordinal) : source.Text;
        var changes = new List<string>();
        try
        {
            var renamed = new NameEdits(text, changes).Apply(Document(source, text), schema);
            var moved = new PlaceEdits(changes).Apply(renamed, Document(source, renamed));
            if (changes.Count == 0)
                return new MigrationResult(source.Text, [], []);
            if (!Meaning.IsSame(document, Document(source, moved), schema))
                throw new RewriteException("the file uses YAML in a way that hides what stands where (merge keys, for example)", 0);
            return new MigrationResult(isWindows ? moved.Replace("\n", "\r\n", StringComparison.Ordinal) : moved, changes, []);
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
        return YamlReader.Read(source with { Text = text }, findings) is [{ Node: MapNode } document] && !findings.HasErrors
            ? document
            : throw new RewriteException("what came out is no YAML: this is a mistake in ork", 0);
    }
}
