using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Observation;

/// <summary>What a cross read found.</summary>
/// <param name="Objects">The custom resources, by namespace and name; those parts at least that templates read. Not to be changed.</param>
public sealed record CrossResult(IReadOnlyList<JsonObject> Objects)
{
    /// <summary>Nothing is there.</summary>
    public static CrossResult Nothing { get; } = new([]);

    /// <summary>The numbers of the box, under <c>metrics</c>; null: not asked for.</summary>
    public JsonObject? Metrics { get; init; }

    /// <summary>The state of the box, under <c>health</c>; null: not asked for.</summary>
    public JsonObject? Health { get; init; }

    /// <summary>Why nothing is known; empty where it is.</summary>
    public string Error { get; init; } = "";
}
