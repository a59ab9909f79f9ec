using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>What is included is in the folder of the definition, wherever links lead.</summary>
public sealed class LinkTests : IDisposable
{
    private const string Status = "fields: [ { path: phase, value: Open } ]\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orkestra-links-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_link_to_a_file_outside_is_refused()
    {
        Write("secret.yaml", Status);
        Link("shop/status.yaml", Path.Combine(_folder.FullName, "secret.yaml"));

        await RefusedAsync("./status.yaml", "secret.yaml");
    }

    [Fact]
    public async Task A_link_to_a_folder_outside_is_refused()
    {
        Write("elsewhere/status.yaml", Status);
        Directory.CreateDirectory(InFolder("shop"));
        Directory.CreateSymbolicLink(InFolder("shop/parts"), "../elsewhere");

        await RefusedAsync("parts/status.yaml", "elsewhere/status.yaml");
    }

    [Fact]
    public async Task A_link_to_a_link_that_leads_out_is_refused()
    {
        Write("secret.yaml", Status);
        Link("shop/one.yaml", "../secret.yaml");
        Link("shop/status.yaml", "one.yaml");

        await RefusedAsync("status.yaml", "secret.yaml");
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused()
    {
        Link("shop/status.yaml", "other.yaml");
        Link("shop/other.yaml", "status.yaml");

        (await LoadAsync("status.yaml")).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ORK1014");
    }

    [Fact]
    public async Task Links_that_stay_inside_are_followed()
    {
        // As the kubelet mounts a ConfigMap: every file is a link into a folder that is a link itself.
        Write("shop/..2026/status.yaml", Status);
        Write("shop/..2026/katalog.yaml", Katalog("status.yaml"));
        Directory.CreateSymbolicLink(InFolder("shop/..data"), "..2026");
        Link("shop/status.yaml", "..data/status.yaml");
        Link("shop/katalog.yaml", "..data/katalog.yaml");
        Link("linked", "shop");

        foreach (var folder in new[] { "shop", "linked" })
        {
            var result = await new KatalogLoader(new FileSourceReader(_folder.FullName)).LoadAsync($"{folder}/katalog.yaml", CancellationToken.None);
            result.Diagnostics.ShouldBeEmpty();
            result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem().Status.Fields.ShouldHaveSingleItem();
        }
    }

    private async Task RefusedAsync(string include, string target)
    {
        var found = (await LoadAsync(include)).Diagnostics.ShouldHaveSingleItem();

        found.Id.ShouldBe("ORK1060");
        found.Message.ShouldBe($"{include} is outside the folder of the definition: a link leads to {RealPath.Of(InFolder(target))}");
        Found.Short(found).ShouldEndWith("8:49 spec.crds.shop.operatorBox.emit.status.include");
    }

    private async Task<LoadResult> LoadAsync(string include)
    {
        Write("shop/katalog.yaml", Katalog(include));
        return await new KatalogLoader(new FileSourceReader(_folder.FullName)).LoadAsync("shop/katalog.yaml", CancellationToken.None);
    }

    private static string Katalog(string include) =>
        $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: shops }}\nspec:\n  crds:\n    shop:\n      apiTypes: {{ group: example.io, version: v1, kind: Shop, plural: shops }}\n      operatorBox: {{ emit: {{ status: {{ include: {include} }} }} }}\n";

    private string InFolder(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InFolder(path))!);
        File.WriteAllText(InFolder(path), text);
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InFolder(path))!);
        File.CreateSymbolicLink(InFolder(path), target);
    }
}
