using System.Text.Json.Nodes;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Simulation;
using Orkestra.Cli.Templating;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Permissions;

/// <summary>What the observer must be allowed to do for these definitions, and nothing more.</summary>
internal sealed class NeededPermissions
{
    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Own = ["get", "list", "watch", "create", "update", "patch", "delete"];

    private readonly SortedDictionary<(string Group, string Resource), SortedSet<string>> _needed = [];

    /// <summary>Entries whose kind is only known with a custom resource.</summary>
    public IReadOnlyList<string> Unknown { get; private init; } = [];

    /// <summary>Everything, by group and resource.</summary>
    public IReadOnlyList<Permission> All => [.. _needed.Select(one => new Permission(one.Key.Group, one.Key.Resource, [.. one.Value]))];

    public static async Task<NeededPermissions> OfAsync(LoadedDefinitions definitions, CancellationToken cancellationToken)
    {
        var entries = definitions.EnabledEntries.ToList();
        var needed = new NeededPermissions
        {
            Unknown = [.. entries.SelectMany(entry => entry.Declared.Where(resource => resource.Kind is null).Select(resource => $"{entry.Name}: {resource.Path}"))],
        };
        needed.Add("apiextensions.k8s.io", "customresourcedefinitions", Read);
        needed.Add("", "namespaces", Read);
        needed.Add("events.k8s.io", "events", ["create", "patch"]);
        var managed = entries.SelectMany(entry => entry.Reconcilers).SelectMany(reconciler => reconciler.ManagedResources).ToList();
        foreach (var entry in entries)
        {
            needed.Add(entry.Types.Group, entry.Types.Plural, [.. Read, "update", "patch", "delete"]);
            needed.Add(entry.Types.Group, $"{entry.Types.Plural}/status", ["get", "update", "patch"]);
            needed.Add(entry.Types.Group, $"{entry.Types.Plural}/finalizers", ["update"]);
            foreach (var related in entry.Enrichments.SelectMany(each => each.Kinds))
                needed.Add(related.Group, related.Plural, Read);
            if (entry.External.All.Concat(entry.Reconcilers.Select(reconciler => reconciler.Call)).Any(call => call.ReadsSecret) || entry.Cross.Any(read => read.ReadsSecret))
                needed.Add("", "secrets", Read);
        }

        var scopes = await Scopes.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (scopes.ConfigureAwait(false))
        {
            foreach (var watch in entries.SelectMany(entry => entry.Watches))
            {
                var group = GroupVersionKind.Parse(watch.ApiVersion, watch.Kind).Group;
                var resource = await scopes.FindAsync(watch.ApiVersion, watch.Kind, cancellationToken).ConfigureAwait(false);
                needed.Add(group, resource?.Plural ?? entries.FirstOrDefault(entry => IsOf(entry, group, watch.Kind))?.Types.Plural ?? GeneratedCrd.PluralOf(watch.Kind), Read);
            }

            foreach (var kind in entries.SelectMany(entry => entry.Declared).Select(resource => resource.Kind).OfType<KindReference>().Concat(managed.Select(one => new KindReference(one.ApiVersion, one.Kind))).Distinct())
            {
                var group = GroupVersionKind.Parse(kind.ApiVersion, kind.Kind).Group;
                var resource = await scopes.FindAsync(kind.ApiVersion, kind.Kind, cancellationToken).ConfigureAwait(false);
                var plural = resource?.Plural ?? managed.Find(one => one.Plural is not null && string.Equals(one.ApiVersion, kind.ApiVersion, StringComparison.Ordinal) && string.Equals(one.Kind, kind.Kind, StringComparison.Ordinal))?.Plural ?? entries.FirstOrDefault(entry => IsOf(entry, group, kind.Kind))?.Types.Plural ?? GeneratedCrd.PluralOf(kind.Kind);
                needed.Add(group, plural, Own);
                // Whoever makes roles may give away only what they have, unless they may escalate.
                if (kind.Kind is "Role" or "ClusterRole")
                    needed.Add(group, plural, ["bind", "escalate"]);
            }
        }

        return needed;
    }

    /// <summary>As a ClusterRole.</summary>
    public JsonObject ToClusterRole(string name) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = "ClusterRole",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["rules"] = new JsonArray([.. All.Select(one => new JsonObject
        {
            ["apiGroups"] = new JsonArray(one.Group),
            ["resources"] = new JsonArray(one.Resource),
            ["verbs"] = new JsonArray([.. one.Verbs.Select(verb => JsonValue.Create(verb))]),
        })]),
    };

    private static bool IsOf(CrdEntry entry, string group, string kind) =>
        string.Equals(entry.Types.Group, group, StringComparison.Ordinal) && string.Equals(entry.Types.Kind, kind, StringComparison.Ordinal);

    private void Add(string group, string resource, params ReadOnlySpan<string> verbs)
    {
        if (!_needed.TryGetValue((group, resource), out var there))
            _needed[(group, resource)] = there = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var verb in verbs)
            there.Add(verb);
    }
}
