using System.Globalization;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>A command of the shell: how it must end, and what it must print. Parts of the output are looked for in both streams, the whole is that of standard output.</summary>
/// <param name="command">The command.</param>
/// <param name="scope">Where.</param>
internal sealed class CommandCheck(E2ECommand command, StepScope scope) : IStepCheck
{
    private static readonly string[] OfParts = ["outputContains", "outputNotContains", "regex"];

    public SourcePlace Place => command.Place;

    public bool IsWatched => false;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var result = await scope.Programs.ShellAsync(command.Run, cancellationToken).ConfigureAwait(false);
        var what = $"`{command.Run}`";
        if (result.ExitCode != command.ExitCode)
            return new Look(Holds: false, string.Create(CultureInfo.InvariantCulture, $"{what} exit code {command.ExitCode}"), string.Create(CultureInfo.InvariantCulture, $"exit code {result.ExitCode}: {result.All.Trim()}"));
        var parts = AnswerCheck.Compare(what, [.. command.Assertions.Where(IsOfParts)], result.All, otherwise: true);
        return parts.Holds ? AnswerCheck.Compare(what, [.. command.Assertions.Where(assertion => !IsOfParts(assertion))], result.Output, otherwise: true) : parts;
    }

    private static bool IsOfParts(Assertion assertion) => OfParts.Contains(assertion.Operator, StringComparer.Ordinal);
}
