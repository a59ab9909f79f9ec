using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

/// <summary><c>ork migrate-format</c>.</summary>
public sealed class MigrateFormatTests : IDisposable
{
    private const string Older = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a }\nspec:\n  crds:\n    a:\n      # how many\n      workers: 3\n      crdFile: crd.yaml\n";
    private const string Present = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a }\nspec:\n  crds:\n    a:\n      operatorBox:\n        reconcile:\n          # how many\n          workers: 3\n      crdFile: crd.yaml\n";

    private const string WithFragment = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a }\nspec: { crds: { a: { crdFile: crd.yaml, admission: { validation: { include: parts/rules.yaml } } } } }\n";

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task It_prints_the_present_form()
    {
        _run.Write("katalog.yaml", Older);

        (await _run.RunAsync("migrate-format")).ShouldBe(0);

        _run.Out.ShouldBe(Present);
        (await ReadAsync("katalog.yaml")).ShouldBe(Older);
    }

    [Fact]
    public async Task It_writes_the_file_and_then_nothing_more()
    {
        _run.Write("katalog.yaml", Older);

        (await _run.RunAsync("migrate-format", "-f", "katalog.yaml", "--write")).ShouldBe(0);
        (await _run.RunAsync("migrate-format", "--write")).ShouldBe(0);

        (await ReadAsync("katalog.yaml")).ShouldBe(Present);
        Directory.GetFiles(_run.Folder.FullName).ShouldHaveSingleItem();
        _run.OutLines.ShouldBe(["katalog.yaml: 1 change", "  line 8: a: workers is now operatorBox.reconcile.workers", "katalog.yaml: is in the present form"]);
    }

    [Fact]
    public async Task It_writes_what_the_file_includes()
    {
        WriteWithFragment();

        (await _run.RunAsync("migrate-format", "--write")).ShouldBe(0);

        (await ReadAsync("parts/rules.yaml")).ShouldBe("- { field: spec.a, operator: exists, or: [] } # one\n");
        _run.OutLines.ShouldBe(
        [
            "katalog.yaml: is in the present form",
            "parts/rules.yaml: 1 change",
            "  line 1: anyOf is now called or",
        ]);
    }

    [Fact]
    public async Task It_prints_the_file_alone_and_tells_what_else_would_change()
    {
        WriteWithFragment();

        (await _run.RunAsync("migrate-format")).ShouldBe(0);

        _run.Out.ShouldBe(WithFragment);
        _run.Error.ShouldContain("parts/rules.yaml is included and has 1 change, too: --diff shows them, --write makes them");
    }

    [Fact]
    public async Task It_shows_the_difference()
    {
        _run.Write("katalog.yaml", Older);

        (await _run.RunAsync("migrate-format", "--diff")).ShouldBe(1);

        _run.Out.ShouldBe(
            """
            --- katalog.yaml
            +++ katalog.yaml
            @@ -4,6 +4,8 @@
             spec:
               crds:
                 a:
            -      # how many
            -      workers: 3
            +      operatorBox:
            +        reconcile:
            +          # how many
            +          workers: 3
                   crdFile: crd.yaml

            """);
    }

    [Theory]
    [InlineData("katalog.yaml", "kind: [", "error ORK1002")]
    [InlineData("katalog.yaml", "a: b", "error ORK1017")]
    public async Task What_it_cannot_read_is_told(string file, string text, string error)
    {
        _run.Write(file, text);

        (await _run.RunAsync("migrate-format", "--write")).ShouldBe(1);

        _run.Error.ShouldContain(error);
        (await ReadAsync(file)).ShouldBe(text);
    }

    [Fact]
    public async Task Two_ways_to_show_it_exclude_each_other() => (await _run.RunAsync("migrate-format", "--write", "--diff")).ShouldBe(2);

    [Fact]
    public async Task Its_help_has_examples()
    {
        (await _run.RunAsync("migrate-format", "--help")).ShouldBe(0);

        _run.Out.ShouldContain("ork migrate-format -f katalog.yaml --diff");
    }

    [Fact]
    public async Task The_shell_completes_it()
    {
        (await _run.RunAsync("[suggest:4]", "migr")).ShouldBe(0);

        _run.OutLines.ShouldContain("migrate-format");
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, file), TestContext.Current.CancellationToken);

    private void WriteWithFragment()
    {
        _run.Write("katalog.yaml", WithFragment);
        _run.Write("parts/rules.yaml", "- { field: spec.a, operator: exists, anyOf: [] } # one\n");
    }
}
