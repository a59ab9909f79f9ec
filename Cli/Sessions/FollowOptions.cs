using Orkestra.Cli.Commands;
using Orkestra.Cli.Steady;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Sessions;

/// <summary>When a session ends.</summary>
internal sealed record FollowOptions
{
    /// <summary>How long nothing may have been written for a steady end.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>How long getting steady may take unless the user says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>True: it ends when everything is ready and quiet, or when the time is over. False: when it is asked to.</summary>
    public bool ExitWhenSteady { get; init; }

    /// <summary>How long it may take to get steady, from the start of the command.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How the process ends that was asked to stop.</summary>
    public int ExitCodeOf(StopReason reason)
    {
        if (reason == StopReason.Interrupt)
            return ExitCode.Interrupted;
        return ExitWhenSteady ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>Custom resources that must be seen.</summary>
    public IReadOnlyList<ExpectedResource> Expected { get; init; } = [];
}
