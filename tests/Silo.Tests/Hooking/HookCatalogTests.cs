using System.Text.Json.Nodes;
using Orkestra.Silo.Hooking;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Hooking;

public sealed class HookCatalogTests : IDisposable
{
    private readonly HookFolderOfTests _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SampleHook")]
    [InlineData("Orkestra.Silo.Tests.Hooking.SampleHook")]
    [InlineData("SampleHook, Orkestra.Silo.Tests")]
    public async Task A_hook_is_found_by_its_name_with_and_without_namespace_and_assembly(string function)
    {
        await using var hooks = _folder.With("samples").Load();

        var reply = await hooks.Find(function).InvokeAsync(Question("""{ "size": 3 }"""), TestContext.Current.CancellationToken);

        reply["status"]!.ToJsonString().ShouldBe("""{"greeting":"hello ns/web","seen":3}""");
        reply["resources"]!.AsArray().Single()!["data"]!["size"]!.ToString().ShouldBe("3");
    }

    [Fact]
    public async Task What_does_not_fit_the_types_of_the_hook_is_told_by_its_path()
    {
        await using var hooks = _folder.With().Load();

        var error = await Should.ThrowAsync<System.Text.Json.JsonException>(() => hooks.Find("SampleHook").InvokeAsync(Question("""{ "size": "many" }"""), TestContext.Current.CancellationToken));

        error.Message.ShouldBe("spec.size does not fit SampleSpec");
    }

    [Fact]
    public void A_folder_that_is_not_there_or_has_no_hook_is_told()
    {
        Should.Throw<HookLoadException>(() => HookCatalog.Load(Path.Combine(_folder.Folder, "none"))).Id.ShouldBe("ORK3002");
        Should.Throw<HookLoadException>(_folder.Load).Id.ShouldBe("ORK3002");
        File.WriteAllText(Path.Combine(_folder.Folder, "text.dll"), "no assembly");
        Should.Throw<HookLoadException>(_folder.Load).Id.ShouldBe("ORK3002");
    }

    [Fact]
    public async Task A_hook_that_is_missing_meant_twice_or_cannot_be_made_is_told_with_those_that_there_are()
    {
        await using var hooks = _folder.With().Load();
        var missing = Should.Throw<HookLoadException>(() => hooks.Check("OtherHook"));
        (missing.Id, missing.Mend).ShouldBe(("ORK3003", $"hooks are {string.Join("; ", hooks.Names)}"));
        missing.Mend.ShouldContain("Orkestra.Silo.Tests.Hooking.SampleHook, Orkestra.Silo.Tests");
        Should.Throw<HookLoadException>(() => hooks.Check("WithoutConstructorHook")).Id.ShouldBe("ORK3005");

        await using var twice = _folder.With("copy").Load();
        Should.Throw<HookLoadException>(() => twice.Check("SampleHook")).Message.ShouldStartWith("this names 2 hooks");
    }

    private static JsonObject Question(string spec) =>
        JsonNode.Parse($$"""{ "key": "ns/web", "object": { "metadata": { "name": "web", "namespace": "ns", "uid": "u" }, "spec": {{spec}} }, "args": { "greeting": "hello" }, "prepared": { "children": {} } }""")!.AsObject();
}
