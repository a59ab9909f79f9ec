using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Orkestra.Architecture.Tests;

/// <summary>The table "who may know whom".</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Katalog"] = [],
        ["Kubernetes"] = [],
        ["Hooks"] = [],
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces", "Katalog", "Kubernetes", "Hooks"],
        ["Silo"] = ["Grains"],
        ["Silo.Orleans"] = ["Grains", "Silo"],
        ["Client"] = ["Grains.Interfaces", "Katalog", "Kubernetes"],
        ["DevCluster"] = ["Kubernetes"],
        ["Cli"] = ["Katalog", "Kubernetes", "Hooks", "Grains.Interfaces", "Grains", "Silo", "Silo.Orleans", "Client", "DevCluster"],
    };

    public static TheoryData<string> Projects => [.. Repository.Files("*.csproj").Where(path => !IsOutside(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_whom_the_table_lets_it_know(string project)
    {
        var folder = FolderOf(project);
        MayKnow.ShouldContainKey(folder, $"{project} has no row in the table");
        References(project).ShouldBeSubsetOf(MayKnow[folder]);
    }

    [Fact]
    public void Every_project_of_the_table_that_exists_is_looked_at() =>
        Projects.Select(row => FolderOf(row.Data)).ShouldBeSubsetOf(MayKnow.Keys);

    [Fact]
    public void No_product_knows_a_test() => Repository.Files("*.csproj")
        .Where(path => !IsOutside(path))
        .SelectMany(path => References(path).Where(reference => reference.StartsWith("tests/", StringComparison.Ordinal)).Select(reference => $"{path} → {reference}"))
        .ShouldBeEmpty();

    [Fact]
    public void Assemblies_are_named_after_their_folder() => Repository.Files("*.csproj")
        .Where(path => !IsOutside(path))
        .Select(path => (Path: path, Name: Path.GetFileNameWithoutExtension(path)))
        .Where(project => !string.Equals(project.Name, $"Orkestra.{FolderOf(project.Path)}", StringComparison.Ordinal))
        .ShouldBeEmpty();

    private static bool IsOutside(string path) => path.StartsWith("tests/", StringComparison.Ordinal) || path.StartsWith("benchmarks", StringComparison.Ordinal) || path.StartsWith("examples/", StringComparison.Ordinal);

    private static string FolderOf(string project) => project[..project.LastIndexOf('/')];

    private static IEnumerable<string> References(string project)
    {
        var folder = Path.Combine(Repository.Root, FolderOf(project));
        return XDocument.Parse(Repository.Read(project))
            .Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, path)))!).Replace('\\', '/'));
    }
}
