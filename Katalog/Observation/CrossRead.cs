using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Selectors;

namespace Orkestra.Katalog.Observation;

/// <summary>A custom resource of another entry, which templates see as <c>.cross.NAME</c> (docs/decisions/090).</summary>
public sealed record CrossRead
{
    /// <summary>The name under which templates see it.</summary>
    public required string As { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The name of the entry; null: any entry, chosen by labels.</summary>
    public string? Entry { get; init; }

    /// <summary>Where the name of the entry is in the file.</summary>
    public SourcePlace? EntryPlace { get; init; }

    /// <summary>The labels of what is read; null: none are asked for.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>True: all that match are read; false: the first by namespace and name.</summary>
    public bool TakesAll { get; init; }

    /// <summary>The address of another runtime; null: this one.</summary>
    public string? Host { get; init; }

    /// <summary><c>cr</c>, <c>health</c>, <c>metrics</c>, <c>info</c> or <c>events</c>.</summary>
    public string Protocol { get; init; } = "cr";

    /// <summary>The path at the other runtime; null: the usual one.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The namespace at the other runtime; null: that of the selector.</summary>
    public string? SourceNamespace { get; init; }

    /// <summary>How long an answer of another runtime is used again.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The question to another runtime; null: it is read here.</summary>
    internal ExternalCall? Question { get; init; }

    /// <summary>True: the token of the question is in a secret of the cluster.</summary>
    public bool ReadsSecret => Question is { ReadsSecret: true };

    /// <summary>The requirements of <see cref="LabelSelector"/>.</summary>
    internal IReadOnlyList<Requirement> Labels { get; init; } = [];

    /// <summary>The name of the custom resource.</summary>
    internal Fragment? Name { get; init; }

    /// <summary>Its namespace.</summary>
    internal Fragment? Namespace { get; init; }

    /// <summary>Labels that it has.</summary>
    internal MapFragment? MatchLabels { get; init; }
}
