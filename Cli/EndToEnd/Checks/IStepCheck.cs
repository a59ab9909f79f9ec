using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>One expectation of a step. It is looked at again until it holds or the time of the step is over.</summary>
internal interface IStepCheck
{
    /// <summary>Where it is in the file.</summary>
    SourcePlace Place { get; }

    /// <summary>Whether a change of a watched object is what it waits for; otherwise it is looked at from time to time.</summary>
    bool IsWatched { get; }

    /// <summary>Looks once.</summary>
    /// <exception cref="Running.StepImpossibleException">It can never hold here.</exception>
    Task<Look> LookAsync(CancellationToken cancellationToken);
}
