using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The protocol of a port. It is always written, because server-side apply finds ports by number and protocol.</summary>
internal static class Protocols
{
    public static string Of(Block fields) => fields.Text("protocol")?.ToUpperInvariant() switch
    {
        null or "TCP" => "TCP",
        "UDP" => "UDP",
        "SCTP" => "SCTP",
        var other => throw new RenderFaultException(fields.PlaceOf("protocol"), $"the protocol is one of TCP, UDP, SCTP, not {other}"),
    };
}
