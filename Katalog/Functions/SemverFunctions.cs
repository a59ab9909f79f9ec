using System.Globalization;

namespace Orkestra.Katalog.Functions;

/// <summary>Semantic versions.</summary>
internal static class SemverFunctions
{
    public static FunctionDomain All() => new FunctionDomain("semver")
        .Add(
            "semverValid TEXT → bool",
            "Whether it is a version; a leading v and missing numbers are allowed.",
            "{{ semverValid \"v1.2.3\" }} → true",
            static (a, _) => Parse(a[0]) is not null)
        .Add("semverMajor TEXT → string", "The major number; \"\" if it is no version.", "{{ semverMajor \"1.2.3\" }} → 1", static (a, _) => Number(Parse(a[0])?.Major))
        .Add("semverMinor TEXT → string", "The minor number; \"\" if it is no version.", "{{ semverMinor \"1.2.3\" }} → 2", static (a, _) => Number(Parse(a[0])?.Minor))
        .Add("semverPatch TEXT → string", "The patch number; \"\" if it is no version.", "{{ semverPatch \"1.2.3\" }} → 3", static (a, _) => Number(Parse(a[0])?.Patch))
        .Add(
            "semverCompare LEFT RIGHT → int",
            "-1, 0 or 1; 0 if either is no version.",
            "{{ semverCompare \"1.10.0\" \"1.9.0\" }} → 1",
            static (a, _) => Parse(a[0]) is { } left && Parse(a[1]) is { } right ? Math.Sign(left.Order(right)) : 0L)
        .Add(
            "semverBump TEXT PART → string",
            "The next major, minor or patch version, without prerelease; the text itself if it is no version.",
            "{{ semverBump \"2.1.0-rc1\" \"patch\" }} → 2.1.1",
            static (a, _) => Bump(Arg.Text(a[0]), Arg.Text(a[1])))
        .Add(
            "semverConstraint TEXT CONSTRAINT → bool",
            "Whether a version fits a constraint such as \">=1.2, <2\", \"^1.0\", \"~1.2\", \"1.x\" or \"1.0 - 1.4 || 2.x\"; false if either is malformed.",
            "{{ semverConstraint \"1.4.0\" \"^1.2\" }} → true",
            static (a, _) => Parse(a[0]) is { } version && SemverConstraint.Holds(version, Arg.Text(a[1])) is true);

    private static SemanticVersion? Parse(object? value) => SemanticVersion.Parse(Arg.Text(value));

    private static string Number(ulong? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Bump(string text, string part)
    {
        if (SemanticVersion.Parse(text) is not { } version)
            return text;
        var bumped = part switch
        {
            "major" => version with { Major = version.Major + 1, Minor = 0, Patch = 0, Prerelease = string.Empty },
            "minor" => version with { Minor = version.Minor + 1, Patch = 0, Prerelease = string.Empty },
            "patch" => version with { Patch = version.Patch + 1, Prerelease = string.Empty },
            _ => null,
        };
        return bumped is null ? text : (text.TrimStart().StartsWith('v') ? "v" : string.Empty) + bumped;
    }
}
