using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>Moves ownership between managers when an object changes. A changed field leaves every other manager; a removed one leaves all.</summary>
internal sealed class Ownership(TypeSchema schema, FieldSet reset)
{
    /// <summary>What an update does to the managers.</summary>
    /// <returns>The managers, and the fields that the update changed.</returns>
    public (ManagedFields Managed, FieldSet Changed) Update(JsonObject live, JsonObject next, ManagedFields managed)
    {
        managed = SchemaDrift.Follow(schema, managed);
        var comparison = ObjectComparer.Compare(schema, live, next).Without(reset);
        return (Take(comparison, managed, self: null), comparison.Changed);
    }

    /// <summary>Merges a configuration into the live object.</summary>
    /// <returns>The merged object, null when it equals the live one, and the managers.</returns>
    /// <exception cref="ApplyConflictException">Not forced, and another manager owns a field that changes.</exception>
    public (JsonObject? Merged, ManagedFields Managed) Apply(JsonObject live, JsonObject configuration, string apiVersion, ManagedFields managed, ManagerKey self, bool force)
    {
        managed = SchemaDrift.Follow(schema, managed);
        var last = managed.Find(self);
        managed.Set(self, new ManagerEntry(FieldCollector.Collect(schema, configuration).DifferenceWithChildren(reset), apiVersion, last?.Time));
        var merged = ObjectMerger.Merge(schema, live, configuration);
        if (last is not null)
            merged = Prune(merged, last.Fields, managed);
        var comparison = ObjectComparer.Compare(schema, live, merged).Without(reset);
        if (!force && Conflicts(comparison, managed, self) is { Count: > 0 } conflicts)
            throw ApplyConflictException.Of(conflicts);
        return (JsonNode.DeepEquals(live, merged) ? null : merged, Take(comparison, managed, self));
    }

    private static List<(ManagerKey Manager, PathElement[] Path)> Conflicts(Comparison comparison, ManagedFields managed, ManagerKey self)
    {
        var changed = comparison.Changed;
        return [.. managed.Entries.Where(e => e.Key != self).SelectMany(e => e.Value.Fields.Intersection(changed).Paths().Select(path => (e.Key, path)))];
    }

    private static ManagedFields Take(Comparison comparison, ManagedFields managed, ManagerKey? self)
    {
        var result = managed.Copy();
        var lost = comparison.Changed.Union(comparison.Removed);
        foreach (var (key, entry) in managed.Entries)
        {
            if (key != self)
                result.Set(key, entry with { Fields = entry.Fields.Difference(lost) });
        }
        return result;
    }

    /// <summary>Removes what the manager applied before and now does not, unless somebody owns it.</summary>
    private JsonObject Prune(JsonObject merged, FieldSet last, ManagedFields managed)
    {
        last = WithNamedFields(schema, last);
        var all = WithNamedFields(schema, FieldCollector.Collect(schema, merged));
        var owned = managed.Entries.Aggregate(new FieldSet(), (set, entry) => set.Union(entry.Value.Fields));
        var without = WithNamedFields(schema, FieldCollector.Collect(schema, FieldRemover.Remove(schema, merged, last)));
        // First everything below what was applied before goes, then what has an owner comes back ...
        var kept = FieldRemover.Remove(schema, merged, all.Difference(without.Union(WithNamedFields(schema, owned))));
        var keptSet = WithNamedFields(schema, FieldCollector.Collect(schema, kept));
        // ... and at last what nobody owns, but was not applied before either.
        return FieldRemover.Remove(schema, merged, all.Difference(keptSet).Intersection(last));
    }

    /// <summary>With the declared fields that have owned fields below them as members, as if they were owned, too.</summary>
    private static FieldSet WithNamedFields(TypeSchema type, FieldSet set) => set.WithMembers(
        element => element.Field is { } name && FieldTypes.Declares(type, name) && set.Below(element) is not null,
        (element, below) => WithNamedFields(FieldTypes.Child(type, element), below));
}
