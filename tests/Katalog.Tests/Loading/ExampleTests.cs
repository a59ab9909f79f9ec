using Orkestra.Katalog.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>The examples of this repository load without a finding.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples
    {
        get
        {
            var all = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(Folder(), "katalog.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                all.Add(Path.GetRelativePath(Folder(), file));
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_loads_without_a_finding(string file)
    {
        var result = await new KatalogLoader(new FileSourceReader(Folder())).LoadAsync(file, CancellationToken.None);

        // One example is there to show the older spelling.
        (file.StartsWith("older-spelling", StringComparison.Ordinal) ? Found.But(result) : result.Diagnostics).Select(found => found.ToString()).ShouldBeEmpty();
        result.Katalog.ShouldNotBeNull();
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orkestra.Orleans.sln")))
                return Path.Combine(folder.FullName, "examples");
        }

        throw new DirectoryNotFoundException("the repository is not above the tests");
    }
}
