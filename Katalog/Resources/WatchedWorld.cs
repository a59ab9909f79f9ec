using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Resources;

/// <summary>What shapes see of the cluster: what live secrets of the custom resource have already, so that it is kept, and secrets of others.</summary>
/// <param name="children">The children of the custom resource that exist.</param>
/// <param name="sources">Objects of others; null: none can be seen.</param>
internal sealed class WatchedWorld(IReadOnlyList<LiveChild> children, ISourceObjects? sources)
{
    /// <summary>A secret of somebody else; null when there is none.</summary>
    /// <exception cref="SourcePendingException">It is not known yet.</exception>
    /// <exception cref="RenderFaultException">Nothing of others can be seen here.</exception>
    public JsonObject? Secret(string ns, string name, SourcePlace place) =>
        (sources ?? throw new RenderFaultException(place, $"the secret {ns}/{name} cannot be read here; it can where the Katalog runs")).FindSecret(ns, name);

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
