using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Conversion;

/// <summary>How the versions of a custom resource become each other.</summary>
public sealed record ConversionDefinition
{
    /// <summary>The version in which the API server stores; null: what the CRD says.</summary>
    public string? StorageVersion { get; init; }

    /// <summary>True: the gateway writes the conversion clause of the CRD.</summary>
    public bool UpdatesCrd { get; init; }

    /// <summary>True: the entry only shows statistics of the other version and reconciles nothing.</summary>
    public bool IsParticipant { get; init; }

    /// <summary>False: the author knows that round trips lose something.</summary>
    public bool IsLossless { get; init; } = true;

    /// <summary>One for each direction.</summary>
    public IReadOnlyList<ConversionPath> Paths { get; init; } = [];

    /// <summary>Custom resources that must come back from a round trip unchanged. Not to be changed.</summary>
    public IReadOnlyList<JsonObject> Examples { get; init; } = [];
}
