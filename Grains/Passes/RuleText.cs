using Orkestra.Katalog.Admission;

namespace Orkestra.Grains.Passes;

/// <summary>What the status says of rules.</summary>
internal static class RuleText
{
    public const string Denied = "DenyRuleViolation";
    public const string Warned = "WarnRuleViolation";

    /// <summary><c>spec.image: use our registry; spec.replicas: at least one</c>: all of one sort.</summary>
    public static string Of(IReadOnlyList<RuleViolation> violations, bool warnings) =>
        string.Join("; ", violations.Where(violation => violation.IsWarning == warnings).Select(violation => $"{violation.Field}: {violation.Message}"));
}
