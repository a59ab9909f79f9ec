namespace Orkestra.Cli.Tests.Compatibility;

/// <summary>The e2e files of the Go implementation that do not pass here, with the first step that fails. tests/compat/README.md says why.</summary>
internal static class E2EDeviations
{
    /// <summary>The observer is not started at all.</summary>
    public const string NotStarted = "(not started)";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["beginner-01-hello-website"] = "CR created",
        ["security-namespace-protection"] = "Blocked CR rejected by webhook",
    };
}
