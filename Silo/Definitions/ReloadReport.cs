namespace Orkestra.Silo.Definitions;

/// <summary>What became of a try to replace the definitions of a running observer.</summary>
/// <param name="At">When they were read.</param>
/// <param name="Accepted">False: the ones before them go on.</param>
/// <param name="Findings">Why they were refused, one line each; empty when they were accepted.</param>
public sealed record ReloadReport(DateTimeOffset At, bool Accepted, IReadOnlyList<string> Findings);
