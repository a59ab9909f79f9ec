using System.Text.Json.Serialization;

namespace Orkestra.Silo.Http;

/// <summary>Answer of <c>/katalog</c>.</summary>
internal sealed record KatalogAnswer(
    string Name,
    string Version,
    bool Healthy,
    [property: JsonPropertyName("OrkReady")] bool OrkReady,
    string Status,
    string DegradedReason,
    int Total,
    int TotalEnabled,
    int TotalDegraded,
    StatusCounts StatusCounts,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Namespaces,
    ReloadAnswer? Reload,
    string GatewayEndpoint,
    IReadOnlyList<CrdSummary> Crds);
