using System.Text.RegularExpressions;

namespace Orkestra.Katalog.Functions;

/// <summary>A version constraint: <c>&gt;=1.2, &lt;2</c>, <c>^1.2</c>, <c>~1.2.3</c>, <c>1.x</c>, <c>1.2 - 1.4</c>, alternatives with <c>||</c>. A prerelease fits only where the constraint has one.</summary>
internal static class SemverConstraint
{
    private static readonly Regex Hyphen = new(@"\A\s*(?<low>[^\s]+)\s+-\s+(?<high>[^\s]+)\s*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
    private static readonly Regex Term = new(
        @"\A(?<op>=|==|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(?<n0>[0-9]+|[xX*])(\.(?<n1>[0-9]+|[xX*]))?(\.(?<n2>[0-9]+|[xX*]))?(-(?<pre>[0-9A-Za-z.-]+))?(\+[0-9A-Za-z.-]+)?\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly Regex OperatorSpace = new(@"(?<op>[=!<>~^])\s+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    /// <summary>Whether the version fits; null if the constraint is none.</summary>
    public static bool? Holds(SemanticVersion version, string constraint)
    {
        if (constraint.Length > 1024)
            return null;
        var any = false;
        foreach (var alternative in constraint.Split("||"))
        {
            if (All(version, alternative) is not { } holds)
                return null;
            any |= holds;
        }

        return any;
    }

    private static bool? All(SemanticVersion version, string alternative)
    {
        if (Hyphen.Match(alternative) is { Success: true } range)
            return One(version, ">=" + range.Groups["low"].Value) is { } low && One(version, "<=" + range.Groups["high"].Value) is { } high ? low && high : null;
        var all = true;
        var terms = OperatorSpace.Replace(alternative, "${op}").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var term in terms)
        {
            if (One(version, term) is not { } holds)
                return null;
            all &= holds;
        }

        return terms.Length == 0 ? null : all;
    }

    private static bool? One(SemanticVersion version, string term)
    {
        var match = Term.Match(term);
        if (!match.Success)
            return null;
        var given = 0;
        var numbers = new ulong[3];
        foreach (var group in (ReadOnlySpan<string>)["n0", "n1", "n2"])
        {
            if (!match.Groups[group].Success || match.Groups[group].Value is "x" or "X" or "*")
                break;
            if (!ulong.TryParse(match.Groups[group].ValueSpan, out numbers[given]))
                return null;
            given++;
        }

        var wanted = new SemanticVersion(numbers[0], numbers[1], numbers[2], match.Groups["pre"].Value, given);
        if (version.Prerelease.Length > 0 && wanted.Prerelease.Length == 0)
            return false;
        return Compare(version, match.Groups["op"].Value, wanted);
    }

    private static bool Compare(SemanticVersion version, string comparison, SemanticVersion wanted) => comparison switch
    {
        "" or "=" or "==" => Within(version, wanted, wanted.Parts),
        "!=" => !Within(version, wanted, wanted.Parts),
        ">" => wanted.Parts < 3 ? !Within(version, wanted, wanted.Parts) && version.Order(wanted) > 0 : version.Order(wanted) > 0,
        "<" => version.Order(wanted) < 0,
        ">=" or "=>" => version.Order(wanted) >= 0,
        "<=" or "=<" => version.Order(wanted) <= 0 || (wanted.Parts < 3 && Within(version, wanted, wanted.Parts)),
        "~" or "~>" => version.Order(wanted) >= 0 && Within(version, wanted, Math.Min(2, wanted.Parts)),
        _ => version.Order(wanted) >= 0 && Within(version, wanted, CaretParts(wanted)),
    };

    /// <summary>^ fixes the numbers up to the first one that is not 0.</summary>
    private static int CaretParts(SemanticVersion wanted) => wanted switch
    {
        { Parts: 0 } => 0,
        { Major: > 0 } or { Parts: 1 } => 1,
        { Minor: > 0 } or { Parts: 2 } => 2,
        _ => 3,
    };

    /// <summary>Whether the first numbers are the same; with three, the prerelease too.</summary>
    private static bool Within(SemanticVersion version, SemanticVersion wanted, int parts) => (parts < 1 || version.Major == wanted.Major)
        && (parts < 2 || version.Minor == wanted.Minor) && (parts < 3 || version.Order(wanted) == 0);
}
