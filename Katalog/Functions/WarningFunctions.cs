using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Warning events of an object, which are there only with <c>enrich: [events]</c>: reason and message of each.</summary>
internal static class WarningFunctions
{
    private static readonly ArgumentRead Warnings = ArgumentRead.Of("_warnings");

    public static FunctionDomain All() => new FunctionDomain("warnings")
        .Add("hasWarnings OBJECT → bool", "Whether there is one.", "{{ hasWarnings .workload }} → true", static (a, _) => Lists.Items(Fields.Find(a[0], "_warnings")).Any(), Warnings)
        .Add("warningCount OBJECT → int", "How many there are.", "{{ warningCount .workload }} → 3", static (a, _) => (long)Lists.Items(Fields.Find(a[0], "_warnings")).Count(), Warnings)
        .Add(
            "firstWarning OBJECT → string",
            "The message of the first.",
            "{{ firstWarning .workload }} → restarting",
            static (a, _) => Objects.Text(Objects.ItemAt(Fields.Find(a[0], "_warnings"), 0), "message"),
            Warnings)
        .Add(
            "warningMessages OBJECT → string",
            "All messages, with commas.",
            "{{ warningMessages .workload }} → restarting, killed, restarting",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_warnings"), "message")),
            Warnings)
        .Add(
            "warningReasons OBJECT → string",
            "All reasons, each once, with commas.",
            "{{ warningReasons .workload }} → BackOff, OOMKilled",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_warnings"), "reason").Distinct(StringComparer.Ordinal)),
            Warnings);
}
