using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>One kind in one version as the server serves it, built in or from a CRD.</summary>
internal sealed record ServedKind
{
    public required string Group { get; init; }
    public required string Version { get; init; }
    public required string Kind { get; init; }
    public required string Plural { get; init; }
    public required string Singular { get; init; }
    public required bool Namespaced { get; init; }
    public required TypeSchema Schema { get; init; }
    public IReadOnlyList<string> ShortNames { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public bool HasStatus { get; init; }
    public ScaleFacts? Scale { get; init; }

    /// <summary>metadata.generation counts the changes of everything but metadata and status.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>From a CRD: no strategic merge, other defaults for new objects.</summary>
    public bool Custom { get; init; }
    public string ListKind => Kind + "List";

    /// <summary>"apps/v1", or "v1" for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
