using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>What a Komposer says of how mature its imports must be.</summary>
internal sealed class ImportPolicy(Located komposer, Findings findings)
{
    private static readonly string[] Levels = ["deprecated", "alpha", "beta", "stable"];

    private static readonly string[] Named = ["name", "author", "version"];

    private readonly string? _least = komposer.At("policy", "lifecycle", "minMaturity")?.Text;

    /// <summary>Whether the Katalog may be imported; if not, that has been reported.</summary>
    public bool Accepts(Located at, Located katalog)
    {
        if (_least is not { } least || Array.IndexOf(Levels, least) is var wanted && wanted < 0)
            return true;
        var maturity = katalog.At("lifecycle", "maturity")?.Text;
        if (Array.IndexOf(Levels, maturity) >= wanted || IsNamed(katalog))
            return true;
        var name = katalog.At("metadata", "name")?.Text ?? "the import";
        findings.Error(
            DiagnosticIds.ImportPolicy,
            at,
            $"the policy wants {least} or better, and {name} {(maturity is null ? "does not say how mature it is" : $"is {maturity}")}",
            $"accept it: lifecycle.accept.patterns: [ {{ name: {name} }} ]");
        return false;
    }

    /// <summary>Whether the Komposer names it among those that it accepts as they are.</summary>
    private bool IsNamed(Located katalog) =>
        (komposer.At("lifecycle", "accept", "patterns")?.Items() ?? []).Any(pattern => pattern.At("name") is not null && Named.All(key =>
            pattern.At(key)?.Text is not { } wanted || string.Equals(katalog.At("metadata", key)?.Text, wanted, StringComparison.Ordinal)));
}
