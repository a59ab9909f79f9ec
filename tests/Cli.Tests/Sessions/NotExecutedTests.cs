using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sessions;

/// <summary>What is understood but not executed may be validated, and is never run.</summary>
public sealed class NotExecutedTests : IDisposable
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              apiTypes: { group: example.io, version: v1, kind: Shop, plural: shops }
              operatorBox:
                default: false
                onReconcile: { configMaps: [ {} ] }
        """;

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task It_is_a_warning_when_the_file_is_validated()
    {
        _run.Write("katalog.yaml", Katalog);

        (await _run.RunAsync("validate", "-f", Path.Combine(_run.Folder.FullName, "katalog.yaml"))).ShouldBe(0, _run.Out);
        _run.Out.ShouldContain("warning ORK1035: default: false hands the box to code");
    }

    [Theory]
    [InlineData("run", "-f")]
    [InlineData("dev")]
    public async Task It_is_an_error_when_the_file_is_run(params string[] command)
    {
        _run.Write("katalog.yaml", Katalog);

        (await _run.RunAsync([.. command, Path.Combine(_run.Folder.FullName, "katalog.yaml")])).ShouldBe(1);
        _run.Error.ShouldContain("error ORK1005: default: false hands the box to code, and it names none");
    }
}
