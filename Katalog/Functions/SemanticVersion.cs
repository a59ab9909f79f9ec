using System.Globalization;
using System.Text.RegularExpressions;

namespace Orkestra.Katalog.Functions;

/// <summary>A semantic version; a leading v and missing minor and patch numbers are allowed. <paramref name="Parts"/> says how many numbers were given.</summary>
internal sealed record SemanticVersion(ulong Major, ulong Minor, ulong Patch, string Prerelease, int Parts)
{
    private static readonly Regex Shape = new(
        @"\Av?(?<major>[0-9]+)(\.(?<minor>[0-9]+))?(\.(?<patch>[0-9]+))?(-(?<pre>[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    public static SemanticVersion? Parse(string text)
    {
        var match = text.Length <= 256 ? Shape.Match(text.Trim()) : Match.Empty;
        if (!match.Success || !Number(match.Groups["major"], out var major) || !Number(match.Groups["minor"], out var minor) || !Number(match.Groups["patch"], out var patch))
            return null;
        return new SemanticVersion(major, minor, patch, match.Groups["pre"].Value, match.Groups["patch"].Success ? 3 : match.Groups["minor"].Success ? 2 : 1);
    }

    /// <summary>Below 0 if this version comes before the other.</summary>
    public int Order(SemanticVersion other)
    {
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePrerelease(Prerelease, other.Prerelease);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" + Prerelease : string.Empty)}");

    private static bool Number(Group group, out ulong number)
    {
        number = 0;
        return !group.Success || ulong.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>No prerelease is above any; identifiers are compared one by one, numbers as numbers and below words.</summary>
    private static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0).CompareTo(right.Length == 0);
        var (a, b) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var x = ulong.TryParse(a[i], NumberStyles.None, CultureInfo.InvariantCulture, out var m);
            var y = ulong.TryParse(b[i], NumberStyles.None, CultureInfo.InvariantCulture, out var n);
            var order = x && y ? m.CompareTo(n) : x != y ? y.CompareTo(x) : Math.Sign(string.CompareOrdinal(a[i], b[i]));
            if (order != 0)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }
}
