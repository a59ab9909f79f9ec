using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

public sealed class ValidateOutputTests : IDisposable
{
    private const string Broken = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shop }\nspec:\n  crds:\n    cafe:\n      apiTypes: { group: shop.example.io, version: v1, kind: Cafe, plural: cafes }\n      workerz: 3\n";

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_line_begins_with_place_severity_and_id()
    {
        _run.Write("katalog.yaml", Broken);
        (await _run.RunAsync("validate")).ShouldBe(1);
        _run.OutLines[0].ShouldStartWith("katalog.yaml:8:7: error ORK1003: ");
    }

    [Fact]
    public async Task Json_has_every_part_of_a_finding()
    {
        _run.Write("katalog.yaml", Broken);
        (await _run.RunAsync("validate", "--output", "json")).ShouldBe(1);
        var findings = JsonNode.Parse(_run.Out)!;
        ((int)findings["errors"]!).ShouldBe(1);
        var finding = findings["findings"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)finding["id"]).ShouldBe("ORK1003");
        ((string?)finding["file"]).ShouldBe("katalog.yaml");
        ((int)finding["line"]!).ShouldBe(8);
        ((int)finding["column"]!).ShouldBe(7);
        ((string?)finding["path"]).ShouldBe("spec.crds.cafe.workerz");
        ((string?)finding["mend"])!.ShouldContain("workers");
    }

    [Fact]
    public async Task Sarif_has_a_result_with_its_region()
    {
        _run.Write("katalog.yaml", Broken);
        (await _run.RunAsync("validate", "-o", "sarif")).ShouldBe(1);
        var run = JsonNode.Parse(_run.Out)!["runs"]![0]!;
        var result = run["results"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)result["ruleId"]).ShouldBe("ORK1003");
        ((int)result["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!).ShouldBe(8);
        ((string?)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]).ShouldBe("ORK1003");
    }

    [Fact]
    public async Task GitHub_gets_workflow_commands()
    {
        _run.Write("katalog.yaml", Broken);
        (await _run.RunAsync("validate", "-o", "github")).ShouldBe(1);
        _run.OutLines[0].ShouldStartWith("::error file=katalog.yaml,line=8,col=7,title=ORK1003::");
    }

    [Fact]
    public async Task Full_prints_the_permissions_as_a_cluster_role()
    {
        using var run = new CliRun { WorkingDirectory = RepositoryRoot.Path };
        (await run.RunAsync("validate", "-f", "examples/hello-website", "--full")).ShouldBe(0, run.Error);
        run.OutLines.ShouldContain("kind: ClusterRole");
        run.Out.ShouldContain("  - apiGroups:\n      - apps\n    resources:\n      - deployments\n    verbs:\n      - create\n");
        run.Out.ShouldContain("      - websites/status\n");
        run.Out.ShouldContain("  - apiGroups:\n      - \"\"\n    resources:\n      - configmaps\n");
        run.Error.ShouldContain("0 errors");
    }

    [Theory]
    [InlineData("secretRef: { name: key }", true)]
    [InlineData("env: KEY", false)]
    public async Task A_call_whose_token_is_in_a_secret_needs_to_read_secrets(string auth, bool reads)
    {
        _run.Write("katalog.yaml", Broken.Replace("workerz: 3", $"operatorBox: {{ reconcile: {{ onReconcile: {{ external: [ {{ name: a, url: b, auth: {{ {auth} }} }} ] }} }} }}", StringComparison.Ordinal));
        (await _run.RunAsync("validate", "--full")).ShouldBe(0, _run.Error);
        _run.Out.Contains("    resources:\n      - secrets\n    verbs:\n      - get\n      - list\n      - watch\n", StringComparison.Ordinal).ShouldBe(reads, _run.Out);
    }

    [Fact]
    public async Task Full_prints_what_files_and_entries_say_of_themselves()
    {
        _run.Write("motif.yaml", "apiVersion: orkestra.orkspace.io/v1\nkind: Motif\nmetadata: { name: front, license: MIT }\ninputs: [ { name: size, description: how large, default: 1 } ]\n");
        _run.Write(
            "katalog.yaml",
            "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shops, version: 1.2.0, description: all shops, author: ada, tags: [ a, b ], projects: { one: x } }\nspec:\n  crds:\n    shop:\n      apiTypes: { group: example.io, version: v1, kind: Shop, plural: shops }\n      description: one shop\n      katalogName: older\n      operatorBox: { reconcile: { imports: [ { motif: ./motif.yaml } ] } }\n");

        (await _run.RunAsync("validate", "--full")).ShouldBe(0, _run.Error);

        _run.OutLines.TakeWhile(static line => line.StartsWith('#')).ShouldBe(
        [
            "# Katalog shops", "#   version: 1.2.0", "#   description: all shops", "#   author: ada", "#   tags: [\"a\",\"b\"]", "#   projects: {\"one\":\"x\"}",
            "# imports the Motif front of motif.yaml", "#   license: MIT", "#   input size: how large", "# entry shop", "#   description: one shop", "#   katalogName: older",
        ]);
        _run.Error.ShouldContain("0 errors, 0 warnings");
    }

    [Fact]
    public async Task An_unknown_form_is_a_usage_error()
    {
        (await _run.RunAsync("validate", "--output", "xml")).ShouldBe(2);
        (await _run.RunAsync("validate", "--output", "json", "--full")).ShouldBe(2);
    }
}
