using System.Globalization;

namespace Orkestra.Kubernetes.Client;

/// <summary>The order of API versions: stable before beta before alpha, higher numbers first, other names after them by alphabet.</summary>
internal readonly record struct KubeVersion(int Stage, int Major, int Minor, string Text)
{
    private const int Stable = 3;
    private const int Beta = 2;
    private const int Alpha = 1;

    public static KubeVersion Parse(string text)
    {
        var rest = text.AsSpan();
        if (!rest.StartsWith("v", StringComparison.Ordinal) || !TakeNumber(ref rest, 1, out var major))
            return new KubeVersion(0, 0, 0, text);
        if (rest.IsEmpty)
            return new KubeVersion(Stable, major, 0, text);
        var (stage, word) = rest.StartsWith("beta", StringComparison.Ordinal) ? (Beta, 4) : rest.StartsWith("alpha", StringComparison.Ordinal) ? (Alpha, 5) : (0, 0);
        return stage > 0 && TakeNumber(ref rest, word, out var minor) && rest.IsEmpty ? new KubeVersion(stage, major, minor, text) : new KubeVersion(0, 0, 0, text);
    }

    /// <summary>Newer is greater.</summary>
    public static int Compare(KubeVersion left, KubeVersion right)
    {
        var byNumbers = (left.Stage, left.Major, left.Minor).CompareTo((right.Stage, right.Major, right.Minor));
        return byNumbers != 0 ? byNumbers : string.CompareOrdinal(right.Text, left.Text);
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> text, int skip, out int number)
    {
        text = text[skip..];
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
