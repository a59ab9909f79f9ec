using System.Net;

namespace Orkestra.Katalog.Functions;

/// <summary>IP addresses.</summary>
internal static class NetFunctions
{
    private static readonly IPNetwork[] Private = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    public static FunctionDomain All() => new FunctionDomain("net")
        .Add("ipValid TEXT → bool", "Whether it is an IPv4 or IPv6 address.", "{{ ipValid \"2001:db8::1\" }} → true", static (a, _) => Parse(a[0]) is not null)
        .Add(
            "ipIsPrivate TEXT → bool",
            "Whether it is an address of RFC 1918 or fc00::/7.",
            "{{ ipIsPrivate \"172.20.0.5\" }} → true",
            static (a, _) => Parse(a[0]) is { } ip && Array.Exists(Private, network => network.Contains(ip)))
        .Add(
            "cidrContains CIDR IP → bool",
            "Whether a network has an address; false if either is malformed.",
            "{{ cidrContains \"10.0.0.0/8\" \"10.1.2.3\" }} → true",
            static (a, _) => Network(Arg.Text(a[0])) is { } network && Parse(a[1]) is { } ip && network.Contains(ip));

    // IPAddress.Parse also takes "1", "0x7f.1" and zone ids, which are no addresses in Kubernetes.
    private static IPAddress? Parse(object? value)
    {
        var text = value as string ?? string.Empty;
        if (text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var ip))
            return null;
        return text.Contains(':', StringComparison.Ordinal) || string.Equals(ip.ToString(), text, StringComparison.Ordinal) ? ip : null;
    }

    /// <summary>A network; bits behind the prefix may be set, as Go's ParseCIDR allows.</summary>
    private static IPNetwork? Network(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Parse(text[..slash]) is not { } ip || !int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length))
            return null;
        var bytes = ip.GetAddressBytes();
        if (length > bytes.Length * 8)
            return null;
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }
}
