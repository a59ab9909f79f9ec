namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>How a step ended.</summary>
internal enum StepOutcome
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Something was not as expected in time, or could not be done.</summary>
    Failed,

    /// <summary>Its conditions did not hold, it was not asked for, or an earlier step failed.</summary>
    Skipped,
}
