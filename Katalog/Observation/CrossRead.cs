using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Observation;

/// <summary>A custom resource of another entry, which templates see as <c>.cross.NAME</c>.</summary>
public sealed record CrossRead
{
    /// <summary>The name under which templates see it.</summary>
    public required string As { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The name of the entry; null: chosen by <see cref="LabelSelector"/>.</summary>
    public string? Entry { get; init; }

    /// <summary>Where the name of the entry is in the file.</summary>
    public SourcePlace? EntryPlace { get; init; }

    /// <summary>The labels of what is read; null: chosen by <see cref="Entry"/>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>The address of another runtime; null: this one.</summary>
    public string? Host { get; init; }

    /// <summary><c>cr</c>, <c>health</c>, <c>metrics</c>, <c>info</c> or <c>events</c>.</summary>
    public string Protocol { get; init; } = "cr";

    /// <summary>How long an answer of another runtime is used again.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name of the custom resource.</summary>
    internal Fragment? Name { get; init; }

    /// <summary>Its namespace.</summary>
    internal Fragment? Namespace { get; init; }
}
