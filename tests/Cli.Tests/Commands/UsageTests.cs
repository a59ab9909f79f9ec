using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("no command was given")]
    [InlineData("there is no command \"deploy\"", "deploy")]
    [InlineData("Unrecognized command or argument 'b'", "dev", "a", "b")]
    [InlineData("Unrecognized command or argument '--colour'", "run", "--colour")]
    [InlineData("\"soon\" is no duration", "dev", "--exit-when-steady", "--timeout", "soon")]
    [InlineData("--timeout says how long --exit-when-steady may take", "dev", "--timeout", "5s")]
    [InlineData("Required argument missing", "run", "-f")]
    public async Task A_wrong_command_is_one_line_and_exit_code_2(string message, params string[] arguments)
    {
        (await _run.RunAsync(arguments)).ShouldBe(2);
        _run.Out.ShouldBeEmpty();
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain(message);
        _run.Error.ShouldContain("error ORK0002:");
        _run.Error.ShouldContain("--help");
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("orleans")]
    [InlineData("mars")]
    public async Task A_host_that_this_build_does_not_have_is_refused(string host)
    {
        (await _run.RunAsync("run", "--cluster", host)).ShouldBe(2);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"--cluster: error ORK0004: ");
    }

    [Theory]
    [InlineData("ork dev examples/hello-website", "--help")]
    [InlineData("ork dev my-katalog.yaml", "dev", "--help")]
    [InlineData("ork run -f katalog.yaml --apply", "run", "-h")]
    [InlineData("ork validate -f shop.yaml", "validate", "--help")]
    [InlineData("source <(ork completion bash)", "completion", "--help")]
    [InlineData("ork version", "version", "--help")]
    [InlineData("ork e2e examples --provider existing", "e2e", "--help")]
    public async Task Help_ends_with_examples(string example, params string[] arguments)
    {
        (await _run.RunAsync(arguments)).ShouldBe(0);
        _run.Out.ShouldContain("Examples:");
        _run.Out.ShouldContain(example);
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_with_its_variable_and_nothing_starts()
    {
        _run.Variables["DEFAULT_WORKERS"] = "51";
        _run.Variables["DEFAULT_RESYNC"] = "1ms";
        _run.Variables["CLUSTER_NAME"] = "a/b";
        _run.Variables["LOG_LEVEL"] = "loud";
        _run.Variables["ORK_PORT"] = "http";

        (await _run.RunAsync("run")).ShouldBe(2);
        _run.Out.ShouldBeEmpty();
        _run.ErrorLines.Select(line => line[..line.IndexOf(": error ORK0010: setting ", StringComparison.Ordinal)])
            .ShouldBe(["DEFAULT_WORKERS", "DEFAULT_RESYNC", "CLUSTER_NAME", "ORK_PORT", "LOG_LEVEL"]);
    }

    [Fact]
    public async Task Version_names_the_program_and_the_runtime()
    {
        (await _run.RunAsync("version")).ShouldBe(0);
        _run.OutLines[0].ShouldMatch(@"^ork \d+\.\d+\.\d+");
        _run.OutLines[1].ShouldStartWith(".NET ");
    }

    [Theory]
    [InlineData("bash", "complete -o default")]
    [InlineData("zsh", "#compdef ork")]
    [InlineData("fish", "complete --command ork")]
    public async Task Completion_prints_the_script_of_a_shell(string shell, string part)
    {
        (await _run.RunAsync("completion", shell)).ShouldBe(0);
        _run.Out.ShouldContain(part);
        _run.Out.ShouldContain("[suggest:");
    }

    [Theory]
    [InlineData("de", "dev")]
    [InlineData("run --k", "--kubeconfig")]
    [InlineData("completion ", "zsh")]
    [InlineData("e2e --provider ", "devcluster")]
    public async Task The_suggest_directive_completes(string line, string candidate)
    {
        (await _run.RunAsync($"[suggest:{line.Length}]", line)).ShouldBe(0);
        _run.OutLines.ShouldContain(candidate);
    }
}
