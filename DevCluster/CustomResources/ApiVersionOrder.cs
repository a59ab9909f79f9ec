using System.Globalization;
using System.Text.RegularExpressions;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Kubernetes' order of versions, the most stable and newest first: v2, v1, v2beta1, v1alpha1, then anything else by name.</summary>
internal sealed partial class ApiVersionOrder : IComparer<string>
{
    public static ApiVersionOrder NewestFirst { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Read(x!), Read(y!));
        if (left is null || right is null)
            return left is null && right is null ? string.CompareOrdinal(x, y) : left is null ? 1 : -1;
        return right.Value.CompareTo(left.Value);
    }

    private static (int Stability, long Major, long Minor)? Read(string version)
    {
        var match = Form().Match(version);
        if (!match.Success)
            return null;
        var stability = match.Groups["stage"].Value switch { "" => 2, "beta" => 1, _ => 0 };
        return (stability, Number(match.Groups["major"].Value), Number(match.Groups["minor"].Value));
    }

    private static long Number(string digits) => digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Av(?<major>[0-9]{1,9})((?<stage>alpha|beta)(?<minor>[0-9]{1,9}))?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
