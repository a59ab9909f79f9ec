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
    /// <summary>The earliest time at which something of what was rendered would be rendered otherwise; null: none is known.</summary>
    public DateTimeOffset? NextChange { get; private set; }

    /// <summary>At this time something is rendered otherwise.</summary>
    public void ChangesAt(DateTimeOffset time)
    {
        if (NextChange is not { } known || time < known)
            NextChange = time;
    }

    /// <summary>What is seen of the live object of a child; null: it does not exist.</summary>
    public JsonObject? Live(string kind, ChildScope child) => children.FirstOrDefault(live =>
        string.Equals(live.Kind, kind, StringComparison.Ordinal) && string.Equals(live.Name, child.Name, StringComparison.Ordinal) && string.Equals(live.Namespace, child.Namespace, StringComparison.Ordinal))?.Parts;

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
        if (maxAge is { } age)
        {
            if (generatedAt + age <= now)
                return null;
            ChangesAt(generatedAt + age);
        }

        return purpose is not null && !string.Equals((string?)annotations?[OnceValues.GeneratedForKey], purpose, StringComparison.Ordinal) ? null : new OnceValues(data, generatedAt);
    }

    /// <summary>The secret itself, or the first of its copies in the order in which they are declared.</summary>
    private LiveChild? Live(ChildScope child) =>
        Secret(child.Name, child.Namespace) ?? child.Copies.Namespaces.Select(ns => Secret(child.Name, ns)).FirstOrDefault(copy => copy is not null);

    private LiveChild? Secret(string name, string? ns) => children.FirstOrDefault(live =>
        live.Kind is "Secret" && live.ApiVersion is "v1" && string.Equals(live.Name, name, StringComparison.Ordinal) && string.Equals(live.Namespace, ns, StringComparison.Ordinal));
}
