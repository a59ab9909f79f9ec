using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests;

/// <summary>The sets written for the Go implementation: a folder given by ORK_COMPAT_EXAMPLES, or shared/compat-examples beside a parent folder.</summary>
public static class CompatExamples
{
    public static string Folder(string set)
    {
        var root = Root();
        Assert.SkipWhen(root is null, "the examples of the Go implementation are not here: set ORK_COMPAT_EXAMPLES to their folder");
        return Path.Combine(root!, set);
    }

    public static async Task<CrdEntry> LoadEntryAsync(string set, string file = "katalog.yaml", string? entry = null)
    {
        var result = await new KatalogLoader(new CompatSources(set)).LoadAsync(file, CancellationToken.None);
        result.Diagnostics.Where(found => found.Severity == Diagnostics.DiagnosticSeverity.Error).ShouldBeEmpty();
        return entry is null ? result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem() : result.Katalog.ShouldNotBeNull().Entries.Single(each => string.Equals(each.Name, entry, StringComparison.Ordinal));
    }

    /// <summary>All YAML files, seen from the folder of the sets; none where that is absent.</summary>
    public static IReadOnlyList<string> Files() => Root() is { } root ? [.. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)] : [];

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("ORK_COMPAT_EXAMPLES") is { Length: > 0 } given)
            return Directory.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "compat-examples");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
