using Orkestra.Katalog.Model;
using Orkestra.Katalog.Selectors;

namespace Orkestra.Katalog.Observation;

/// <summary>A cross read of one custom resource, rendered.</summary>
public sealed class CrossQuery
{
    /// <summary>What is declared.</summary>
    public required CrossRead Read { get; init; }

    /// <summary>The namespace; null: all, or none where what is read has none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name; null: it is chosen by labels.</summary>
    public string? Name { get; init; }

    /// <summary>What templates read of it.</summary>
    public required Projection Projection { get; init; }

    /// <summary>Templates read the state of its box as well.</summary>
    public bool ReadsBox { get; init; }

    /// <summary>What the labels must be.</summary>
    internal IReadOnlyList<Requirement> Labels { get; init; } = [];

    /// <summary>Two queries with one text read the same.</summary>
    public string Identity => $"{Read.As}\n{Namespace}\n{Name}\n{string.Join(',', Labels.Select(label => $"{label.Key} {label.Operator} {string.Join('|', label.Values)}"))}";

    /// <summary>Whether an object with these labels is meant, by <paramref name="valueOf"/> a key; null: there is no such label.</summary>
    public bool Matches(Func<string, string?> valueOf) => Labels.All(label => label.Holds(valueOf(label.Key)));
}
