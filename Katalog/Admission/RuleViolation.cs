using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Admission;

/// <summary>A rule that a custom resource does not obey.</summary>
/// <param name="Rule">Where the rule is declared in the entry.</param>
/// <param name="Field">What was looked at.</param>
/// <param name="Message">What the user is told.</param>
/// <param name="IsWarning">True: it only warns.</param>
/// <param name="Place">Where the rule is in the file.</param>
public sealed record RuleViolation(string Rule, string Field, string Message, bool IsWarning, SourcePlace Place);
