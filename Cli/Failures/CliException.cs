using Orkestra.Cli.Commands;

namespace Orkestra.Cli.Failures;

/// <summary>A command cannot go on, and the user can mend it.</summary>
/// <param name="failure">What is said.</param>
/// <param name="exitCode">How the process ends.</param>
/// <param name="innerException">What it comes from.</param>
internal sealed class CliException(CliFailure failure, int exitCode = ExitCode.Findings, Exception? innerException = null)
    : Exception(failure.ToString(), innerException)
{
    public CliFailure Failure => failure;

    public int ExitCode => exitCode;
}
