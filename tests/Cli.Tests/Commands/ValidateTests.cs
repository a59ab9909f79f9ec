using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

public sealed class ValidateTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Without_a_file_katalog_yaml_of_the_folder_is_meant()
    {
        _run.Write("katalog.yaml", Katalog("shop", "cafe", "Cafe"));
        (await _run.RunAsync("validate")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines[^1].ShouldBe("katalog.yaml: 0 errors, 0 warnings");
    }

    [Fact]
    public async Task Without_a_katalog_the_komposer_is_taken()
    {
        _run.Write("komposer.yaml", "apiVersion: orkestra.orkspace.io/v1\nkind: Komposer\nmetadata: { name: all }\nspec: {}\n");
        (await _run.RunAsync("validate")).ShouldBe(0);
        _run.OutLines[^1].ShouldBe("komposer.yaml: 0 errors, 0 warnings");
    }

    [Fact]
    public async Task A_folder_stands_for_its_katalog()
    {
        _run.Write("shop/katalog.yaml", Katalog("shop", "cafe", "Cafe"));
        (await _run.RunAsync("validate", "-f", "shop")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines[^1].ShouldStartWith(Path.Combine("shop", "katalog.yaml"));
    }

    [Theory]
    [InlineData("ORK0011", "validate", "-f", "nowhere.yaml")]
    [InlineData("ORK0012", "validate")]
    [InlineData("ORK0011", "dev", "nowhere.yaml")]
    [InlineData("ORK0012", "run")]
    public async Task A_file_that_is_not_there_is_one_line_and_exit_code_1(string id, params string[] arguments)
    {
        (await _run.RunAsync(arguments)).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain($"error {id}: ");
    }

    [Fact]
    public async Task Findings_have_places_and_make_exit_code_1()
    {
        _run.Write("katalog.yaml", Katalog("shop", "cafe", "Cafe").Replace("operatorBox:", "operatorBoxes:", StringComparison.Ordinal));
        (await _run.RunAsync("validate")).ShouldBe(1);
        _run.OutLines[0].ShouldMatch(@"^katalog\.yaml:\d+:\d+: error ORK1\d\d\d: ");
        _run.OutLines[^1].ShouldBe("katalog.yaml: 1 error, 0 warnings");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("dev")]
    public async Task A_broken_file_stops_the_other_commands_before_they_start_anything(string command)
    {
        _run.Write("katalog.yaml", "kind: Katalog\nspec: [");
        (await _run.RunAsync(command)).ShouldBe(1);
        _run.ErrorLines[0].ShouldMatch(@"^katalog\.yaml:\d+:\d+: error ORK1\d\d\d: ");
        _run.Error.ShouldNotContain("   at ");
        _run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_entry_name_in_two_files_is_refused()
    {
        _run.Write("a.yaml", Katalog("a", "cafe", "Cafe"));
        _run.Write("b.yaml", Katalog("b", "cafe", "Roaster"));
        (await _run.RunAsync("validate", "-f", "a.yaml", "-f", "b.yaml")).ShouldBe(1);
        _run.Out.ShouldContain("error ORK0013: the entry cafe is in a.yaml:");
    }

    [Fact]
    public async Task Entries_of_two_files_that_need_each_other_are_refused()
    {
        _run.Write("a.yaml", Katalog("a", "cafe", "Cafe").Replace("      operatorBox:", "      dependsOn: { roaster: started }\n      operatorBox:", StringComparison.Ordinal));
        _run.Write("b.yaml", Katalog("b", "roaster", "Roaster").Replace("      operatorBox:", "      dependsOn: { cafe: started }\n      operatorBox:", StringComparison.Ordinal));
        (await _run.RunAsync("validate", "-f", "a.yaml", "-f", "b.yaml")).ShouldBe(1);
        _run.Out.ShouldContain("error ORK1043: entries depend on each other: cafe → roaster → cafe");
    }

    [Fact]
    public async Task One_kind_in_two_files_is_refused()
    {
        _run.Write("a.yaml", Katalog("a", "cafe", "Cafe"));
        _run.Write("b.yaml", Katalog("b", "bistro", "Cafe"));
        (await _run.RunAsync("validate", "-f", "a.yaml", "-f", "b.yaml")).ShouldBe(1);
        _run.Out.ShouldContain("error ORK0014: Cafe of group shop.example.io is reconciled by the entry cafe in a.yaml:");
    }

    [Fact]
    public async Task What_no_file_has_is_waited_for_and_refused_when_asked_to_be_strict()
    {
        _run.Write("a.yaml", Katalog("a", "cafe", "Cafe").Replace("      operatorBox:", "      dependsOn: [ roaster ]\n      operatorBox:", StringComparison.Ordinal));
        var (code, lines) = await ValidateAsync("-f", "a.yaml");
        code.ShouldBe(0);
        lines.ShouldContain(line => line.StartsWith("a.yaml:9:20: warning ORK1042: cafe depends on roaster, and there is no such entry", StringComparison.Ordinal));

        (code, lines) = await ValidateAsync("-f", "a.yaml", "--strict");
        code.ShouldBe(1);
        lines.ShouldContain(line => line.StartsWith("a.yaml:9:20: error ORK1042: ", StringComparison.Ordinal));
        lines[^1].ShouldStartWith("a.yaml: 1 error");

        _run.Write("b.yaml", Katalog("b", "roaster", "Roaster"));
        (code, lines) = await ValidateAsync("-f", "a.yaml", "-f", "b.yaml", "--strict");
        code.ShouldBe(0, string.Join('\n', lines));
        lines.ShouldNotContain(line => line.Contains("ORK1042", StringComparison.Ordinal), "another file of the command has it");
    }

    [Fact]
    public async Task A_field_that_the_crd_does_not_have_is_told_with_the_nearest_one()
    {
        (await _run.RunAsync("init", "shop")).ShouldBe(0, _run.Error);
        var (code, lines) = await ValidateAsync("-f", "shop");
        code.ShouldBe(0);
        lines.ShouldHaveSingleItem().ShouldEndWith(": 0 errors, 0 warnings");

        var katalog = await File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, "shop/katalog.yaml"), TestContext.Current.CancellationToken);
        _run.Write("shop/katalog.yaml", katalog.Replace("{{ .spec.replicas }}", "{{ .spec.replicsa }}", StringComparison.Ordinal));
        (code, lines) = await ValidateAsync("-f", "shop");
        code.ShouldBe(0);
        lines[0].ShouldMatch(@"^shop/katalog\.yaml:\d+:\d+: warning ORK1050: spec\.replicsa is read, .* — did you mean spec\.replicas\?$");
    }

    private async Task<(int Code, IReadOnlyList<string> Lines)> ValidateAsync(params string[] arguments)
    {
        using var run = new CliRun { WorkingDirectory = _run.Folder.FullName };
        return (await run.RunAsync(["validate", .. arguments]), run.OutLines);
    }

    private static string Katalog(string name, string entry, string kind) =>
        $$$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata:
          name: {{{name}}}
        spec:
          crds:
            {{{entry}}}:
              apiTypes: { group: shop.example.io, version: v1, kind: {{{kind}}}, plural: {{{kind.ToLowerInvariant()}}}s }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}"
                        data: { a: b }

        """;
}
