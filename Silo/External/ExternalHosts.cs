using System.Net;
using System.Net.Sockets;

namespace Orkestra.Silo.External;

/// <summary>Which hosts external calls may reach. Authors of custom resources choose URLs, so what only this machine should reach is closed unless it is listed: link-local
/// addresses and the metadata services of clouds. Whoever owns a listed name chooses its addresses, so only the address itself opens one that is closed.</summary>
/// <param name="listed">Names or addresses of hosts, and <c>*.example.com</c> for all below a name. Empty: every host that is not closed.</param>
internal sealed class ExternalHosts(IReadOnlyList<string> listed)
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[] { "169.254.0.0/16", "fe80::/10", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd20:ce::254/128" }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Whether the host may be reached at all.</summary>
    public bool Allows(string host) => listed.Count == 0 || Lists(host);

    /// <summary>Whether the host may be reached at this address.</summary>
    public bool Allows(string host, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.AddressFamily is AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Closed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain)) ? Lists(plain.ToString()) : Allows(host);
    }

    private bool Lists(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return listed.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
            ? name.Length > pattern.Length - 1 && name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern.Trim('[', ']'), name, StringComparison.OrdinalIgnoreCase));
    }
}
