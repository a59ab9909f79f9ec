using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Enrichment;

/// <summary>What is kept of an object that <c>enrich</c> looks up: what templates see of it, and what it is found by. It never changes.</summary>
public sealed class RelatedObject
{
    private readonly byte[] _shown;

    internal RelatedObject(JsonObject live, JsonObject shown, string order, IReadOnlyList<string> about)
    {
        Namespace = (string?)live["metadata"]?["namespace"];
        Name = (string?)live["metadata"]?["name"] ?? "";
        Labels = (live["metadata"]?["labels"] as JsonObject)?.ToDictionary(label => label.Key, label => (string?)label.Value ?? "", StringComparer.Ordinal) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        About = about;
        Order = order;
        _shown = JsonSerializer.SerializeToUtf8Bytes(shown);
    }

    /// <summary>Null: of the cluster.</summary>
    public string? Namespace { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The uids of its owners, or of what an event is about.</summary>
    public IReadOnlyList<string> About { get; }

    /// <summary>By which several are sorted, before their names.</summary>
    internal string Order { get; }

    internal IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Whether templates see the same of both.</summary>
    /// <param name="other">The other one.</param>
    public bool ShowsAs(RelatedObject other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return string.Equals(Order, other.Order, StringComparison.Ordinal) && _shown.AsSpan().SequenceEqual(other._shown);
    }

    /// <summary>Whether the same queries find both, and templates see the same.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSameAs(RelatedObject other) =>
        ShowsAs(other) && About.SequenceEqual(other.About, StringComparer.Ordinal) && Labels.Count == other.Labels.Count && Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal));

    /// <summary>What templates see; the caller's.</summary>
    internal JsonObject Shown() => JsonNode.Parse(_shown)!.AsObject();
}
