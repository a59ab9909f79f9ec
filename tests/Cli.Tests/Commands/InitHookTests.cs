using Orkestra.TestKit.Tools;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

/// <summary><c>ork init --hook</c>: what it writes builds and runs.</summary>
public sealed class InitHookTests : IDisposable
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal) { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" };

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_it_writes_builds_and_gets_steady()
    {
        (await _run.RunAsync("init", "roles", "--hook", "Role")).ShouldBe(0, _run.Error);
        _run.OutLines[^1].ShouldBe("try: dotnet publish roles -o roles/out/hooks, then ork dev roles --hooks roles/out/hooks");
        var hooks = Path.Combine(_run.Folder.FullName, "roles/out/hooks");
        var built = await ToolResult.OfAsync("dotnet", ["publish", Path.Combine(_run.Folder.FullName, "roles"), "-o", hooks, "-v", "q"], Variables, TestContext.Current.CancellationToken);
        built.ExitCode.ShouldBe(0, built.Output + built.Error);
        built.Output.ShouldNotContain("warning");

        (await _run.RunAsync("dev", "roles", "--hooks", hooks, "--exit-when-steady", "--timeout", "100s")).ShouldBe(0, _run.Out + _run.Error);

        _run.Out.ShouldContain("first-message");
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_a_name_that_is_no_kind_is_refused()
    {
        (await _run.RunAsync("init", "roles", "--hook", "Role")).ShouldBe(0, _run.Error);
        (await _run.RunAsync("init", "roles", "--hook", "Role")).ShouldBe(1);
        _run.Error.ShouldContain("ORK0061");
        (await _run.RunAsync("init", "other", "--hook", "my role")).ShouldBe(2);
        Directory.Exists(Path.Combine(_run.Folder.FullName, "other")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_says_at_once_which_hook_is_missing()
    {
        (await _run.RunAsync("init", "roles", "--hook", "Role")).ShouldBe(0, _run.Error);
        (await _run.RunAsync("dev", "roles", "--exit-when-steady")).ShouldBe(1);
        _run.Error.ShouldContain("ORK3001");
        Directory.CreateDirectory(Path.Combine(_run.Folder.FullName, "empty"));
        (await _run.RunAsync("dev", "roles", "--exit-when-steady", "--hooks", "empty")).ShouldBe(1);
        _run.Error.ShouldContain("ORK3002");
    }
}
