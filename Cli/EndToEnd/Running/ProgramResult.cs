namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>What a program that ran to its end left behind.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Its standard output, at most 256 Ki characters.</param>
/// <param name="Error">Its standard error, at most as much.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both.</summary>
    public string All => Error.Length == 0 ? Output : Output.Length == 0 || Output.EndsWith('\n') ? Output + Error : $"{Output}\n{Error}";
}
