using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Rendering;

/// <summary>The compiled part of a resource entry: everything that depends on the custom resource.</summary>
internal sealed record ChildBody
{
    public required IResourceShape Shape { get; init; }

    public required MapFragment Fields { get; init; }

    /// <summary>Null: the default name of the kind.</summary>
    public Fragment? Name { get; init; }

    public Fragment? Namespace { get; init; }

    /// <summary>The namespaces of copies; null: there is one child, in <see cref="Namespace"/>.</summary>
    public Fragment? ToNamespaces { get; init; }

    public MapFragment? Labels { get; init; }

    public MapFragment? Annotations { get; init; }

    public ForEachDefinition? ForEach { get; init; }

    /// <summary>Those of the block around it and its own; all must hold.</summary>
    public IReadOnlyList<ConditionSet> Conditions { get; init; } = [];
}
