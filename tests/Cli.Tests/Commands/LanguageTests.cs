using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

public sealed class LanguageTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Notes_lists_every_function()
    {
        (await _run.RunAsync("notes")).ShouldBe(0);
        foreach (var function in FunctionTable.Standard.Functions)
            _run.OutLines.ShouldContain($"  {function.Signature}");
    }

    [Fact]
    public async Task Every_function_can_be_shown_with_result_and_example()
    {
        foreach (var function in FunctionTable.Standard.Functions.Where(function => function.Refused is null))
        {
            function.Description.ShouldNotBeNullOrWhiteSpace(function.Name);
            function.Example.ShouldNotBeNullOrWhiteSpace(function.Name);
        }

        (await _run.RunAsync("notes", "show", "truncate")).ShouldBe(0);
        _run.OutLines[0].ShouldStartWith("truncate ");
        _run.Out.ShouldContain("  example:   ");
    }

    [Fact]
    public async Task Functions_are_found_by_words()
    {
        (await _run.RunAsync("notes", "search", "replicas")).ShouldBe(0);
        _run.Out.ShouldContain("allReplicasReady");
        (await _run.RunAsync("notes", "search", "no such words")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_function_names_near_ones()
    {
        (await _run.RunAsync("notes", "show", "trunc")).ShouldBe(1);
        _run.Error.ShouldContain("error ORK0060: there is no such function — did you mean truncate");
    }

    [Theory]
    [InlineData("spec.crds.operatorBox.reconcile.workers", "KEY: spec.crds.operatorBox.reconcile.workers <whole number>")]
    [InlineData("spec.crds.website.operatorBox.reconcile.onReconcile.deployments[0].image", "image <text or template>")]
    [InlineData("", "KEY: Katalog <map>")]
    public async Task Explain_tells_what_a_key_is(string path, string line)
    {
        (await _run.RunAsync("explain", path)).ShouldBe(0, _run.Error);
        _run.OutLines[0].ShouldContain(line);
    }

    [Fact]
    public async Task Explain_lists_the_keys_below()
    {
        (await _run.RunAsync("explain", "--kind", "Simulate", "spec.expect")).ShouldBe(0, _run.Error);
        _run.OutLines.ShouldContain("  steadyAt <whole number>");
        _run.Out.ShouldContain("Operations that must not have been made.");
    }

    [Fact]
    public async Task Explain_names_the_keys_there_are()
    {
        (await _run.RunAsync("explain", "spec.crdz")).ShouldBe(1);
        _run.Error.ShouldContain("error ORK0062: there is no key crdz there — keys there are crds, ");
    }

    [Fact]
    public async Task The_schema_for_editors_refers_only_to_what_it_has()
    {
        (await _run.RunAsync("schema")).ShouldBe(0);
        var schema = JsonNode.Parse(_run.Out)!.AsObject();
        ((string?)schema["$schema"]).ShouldBe("https://json-schema.org/draft/2020-12/schema");
        ((bool)schema["additionalProperties"]!).ShouldBeFalse();
        var definitions = schema["$defs"]!.AsObject();
        foreach (var reference in References(schema))
            definitions.ShouldContainKey(reference["#/$defs/".Length..]);
        definitions["an-entry"]!["properties"]!.AsObject().ShouldContainKey("crdFile");
        definitions["a-deployment"]!["properties"]!["replicas"]!["description"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Init_overwrites_nothing()
    {
        (await _run.RunAsync("init", "shop")).ShouldBe(0);
        (await _run.RunAsync("validate", "-f", "shop")).ShouldBe(0, _run.Out);
        (await _run.RunAsync("init", "shop")).ShouldBe(1);
        _run.Error.ShouldContain("error ORK0061: katalog.yaml, crd.yaml, cr.yaml, simulate.yaml are there already");
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key is "$ref" ? [pair.Value!.GetValue<string>()] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
