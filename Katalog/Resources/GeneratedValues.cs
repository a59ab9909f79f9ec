using System.Text.Json.Nodes;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Resources;

/// <summary>Finds what live secrets of a custom resource have already, so that it is kept.</summary>
internal sealed class GeneratedValues(IReadOnlyList<LiveChild> children)
{
    /// <summary>The values of the secret itself, or of one of its copies; null when there are none, or when they are too old or for something else.</summary>
    /// <param name="child">The secret that is rendered.</param>
    /// <param name="maxAge">How old values may be; null: as old as they like.</param>
    /// <param name="purpose">What they must be for; null: that does not matter.</param>
    /// <param name="now">The time.</param>
    public OnceValues? Find(ChildScope child, TimeSpan? maxAge, string? purpose, DateTimeOffset now)
    {
        if (Live(child) is not { } live || live.Parts["data"] is not JsonObject data)
            return null;
        var annotations = live.Parts["metadata"]?["annotations"];
        var generatedAt = OnceValues.ReadTime((string?)annotations?[OnceValues.GeneratedAtKey]) ?? now;
        if (maxAge is { } age && generatedAt + age <= now)
            return null;
        return purpose is not null && !string.Equals((string?)annotations?[OnceValues.GeneratedForKey], purpose, StringComparison.Ordinal) ? null : new OnceValues(data, generatedAt);
    }

    /// <summary>The secret itself, or the first of its copies in the order in which they are declared.</summary>
    private LiveChild? Live(ChildScope child) =>
        Secret(child.Name, child.Namespace) ?? child.Copies.Namespaces.Select(ns => Secret(child.Name, ns)).FirstOrDefault(copy => copy is not null);

    private LiveChild? Secret(string name, string? ns) => children.FirstOrDefault(live =>
        live.Kind is "Secret" && live.ApiVersion is "v1" && string.Equals(live.Name, name, StringComparison.Ordinal) && string.Equals(live.Namespace, ns, StringComparison.Ordinal));
}
