using Orkestra.Katalog.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Migration;

/// <summary>Files written for the Go implementation mean the same in the present form.</summary>
public sealed class CompatMigrationTests
{
    private static readonly string[] Kinds = ["Katalog", "Simulate", "E2E"];

    public static TheoryData<string> Files
    {
        get
        {
            var all = new TheoryData<string>();
            foreach (var file in CompatExamples.Files().Where(IsOurs))
                all.Add(file);
            // Where the examples are not there is one case, which says so.
            if (all.Count == 0)
                all.Add("");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_means_the_same_and_migrating_twice_changes_nothing(string file)
    {
        var path = CompatExamples.Folder(file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        var migrated = Migrated.Text(text);

        Migrated.Text(migrated).ShouldBe(migrated);
        Comments(migrated).ShouldBe(Comments(text), ignoreOrder: true);
        if (!text.Contains("\nkind: Katalog", StringComparison.Ordinal))
        {
            migrated.ShouldBe(text);
            return;
        }

        var sources = new CompatSources(Path.GetDirectoryName(file)!);
        var before = await new KatalogLoader(sources).LoadAsync(Path.GetFileName(file), CancellationToken.None);
        var after = await new KatalogLoader(new Overlay(sources, Path.GetFileName(file), migrated)).LoadAsync(Path.GetFileName(file), CancellationToken.None);
        after.Diagnostics.ShouldNotContain(found => found.Id == "ORK1065");
        ModelText.Of(after.Katalog.ShouldNotBeNull()).ShouldBe(ModelText.Of(before.Katalog.ShouldNotBeNull()));
    }

    /// <summary>Beside them are objects of Kubernetes, which have no older form.</summary>
    private static bool IsOurs(string file)
    {
        var text = File.ReadAllText(CompatExamples.Folder(file));
        return Kinds.Any(kind => text.Contains($"\nkind: {kind}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Comments(string text) => text.Split('\n').Where(line => line.Contains('#', StringComparison.Ordinal)).Select(line => line[line.IndexOf('#', StringComparison.Ordinal)..].Trim());

    private sealed class Overlay(ISourceReader under, string name, string text) : ISourceReader
    {
        public async ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
        {
            var source = await under.ReadAsync(reference, relativeTo, ct);
            return relativeTo is null && string.Equals(reference, name, StringComparison.Ordinal) ? source with { Text = text } : source;
        }
    }
}
