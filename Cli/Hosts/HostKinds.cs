using Orkestra.Cli.Commands;
using Orkestra.Cli.Failures;

namespace Orkestra.Cli.Hosts;

/// <summary>The hosts that <c>--cluster</c> names.</summary>
internal static class HostKinds
{
    public const string Local = "local";

    public static IReadOnlyList<string> All { get; } = [Local, "ring", "orleans"];

    /// <summary>Refuses what this build does not have.</summary>
    /// <exception cref="CliException">Another host than local.</exception>
    public static void Require(string kind)
    {
        if (string.Equals(kind, Local, StringComparison.Ordinal))
            return;
        var message = All.Contains(kind, StringComparer.Ordinal) ? $"this build has no host \"{kind}\", only local" : $"there is no host \"{kind}\"";
        throw new CliException(new CliFailure("ORK0004", "--cluster", message, "leave --cluster out or say --cluster local"), ExitCode.Usage);
    }
}
