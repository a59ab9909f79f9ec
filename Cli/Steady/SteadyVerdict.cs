namespace Orkestra.Cli.Steady;

/// <summary>Whether a fleet is steady, and what keeps it from it.</summary>
/// <param name="Steady">Everything is ready and nothing was written for the quiet time.</param>
/// <param name="Reasons">One line each; empty when steady.</param>
internal sealed record SteadyVerdict(bool Steady, IReadOnlyList<string> Reasons);
