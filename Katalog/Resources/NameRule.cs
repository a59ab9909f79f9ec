namespace Orkestra.Katalog.Resources;

/// <summary>Which names the API server takes for a kind.</summary>
internal enum NameRule
{
    /// <summary>DNS-1123 subdomain: up to 253 lower-case letters, digits, dashes and dots.</summary>
    Subdomain,

    /// <summary>DNS-1035 label: up to 63 lower-case letters, digits and dashes, beginning with a letter.</summary>
    ServiceLabel,

    /// <summary>DNS-1123 label: up to 63 lower-case letters, digits and dashes.</summary>
    Label,

    /// <summary>What can stand in a URL path: up to 253 characters without slash and percent sign.</summary>
    PathSegment,
}
