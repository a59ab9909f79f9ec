namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>A rule that a custom resource does not obey.</summary>
/// <param name="Rule">Where the rule is declared in the entry: <c>admission.validation.rules[0]</c>.</param>
/// <param name="Field">What it looks at.</param>
/// <param name="Message">What the user is told.</param>
/// <param name="IsWarning">True: it only warns.</param>
public sealed record PassViolation(string Rule, string Field, string Message, bool IsWarning);
