using Orkestra.DevCluster.Simulator;

namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class ShellScriptTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "true")]
    [InlineData(1, "false")]
    [InlineData(1, "/bin/false")]
    [InlineData(0, "echo false")]
    [InlineData(0, "sh")]
    public void A_program_ends_with_its_status(int status, string command) =>
        ShellScript.ExitStatus(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(status);

    [Theory]
    [InlineData(3, "exit 3")]
    [InlineData(0, "exit 0")]
    [InlineData(1, "false")]
    [InlineData(3, "echo start; sleep 5; exit 3")]
    [InlineData(0, "exit 0; exit 3")]
    [InlineData(2, "echo a\nexit 2")]
    [InlineData(0, "false; true")]
    [InlineData(1, "true; false")]
    [InlineData(1, "true && false")]
    [InlineData(1, "false && true")]
    [InlineData(0, "false || true")]
    [InlineData(4, "false || exit 4")]
    [InlineData(0, "true || exit 4")]
    [InlineData(5, "false && echo never || exit 5")]
    [InlineData(0, "false | true")]
    [InlineData(1, "true | false")]
    [InlineData(0, "! false")]
    [InlineData(1, "! true")]
    [InlineData(1, "false; exit $?")]
    [InlineData(0, "echo 'exit 3'")]
    [InlineData(0, "echo \"; exit 3\"")]
    [InlineData(0, "echo ok # exit 3")]
    [InlineData(0, "echo exit\\; 3")]
    [InlineData(1, "set -e; false; true")]
    [InlineData(0, "set -e; false || true; true")]
    [InlineData(0, "set -e; false && true; true")]
    [InlineData(0, "if false; then exit 3; fi")]
    [InlineData(2, "for x in a b; do exit 3; done; exit 2")]
    [InlineData(0, "while true; do\n  if x; then exit 1; fi\ndone")]
    [InlineData(6, "(exit 6)")]
    [InlineData(7, "exec sh -c 'exit 7'")]
    [InlineData(44, "exit 300")]
    public void A_script_ends_with_the_status_of_its_last_command(int status, string script) =>
        ShellScript.ExitStatus(["/bin/sh", "-c", script]).ShouldBe(status);

    [Theory]
    [InlineData(1, "-ec")]
    [InlineData(1, "-e -c")]
    [InlineData(1, "-o errexit -c")]
    [InlineData(0, "-c")]
    [InlineData(0, "-o pipefail -c")]
    public void The_shell_may_be_told_to_stop_on_errors(int status, string options) =>
        ShellScript.ExitStatus(["bash", .. options.Split(' '), "false; true"]).ShouldBe(status);
}
