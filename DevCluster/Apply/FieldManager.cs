using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Apply;

/// <summary>Keeps metadata.managedFields of one kind: every field of a stored object that a writer set has that writer as an owner.</summary>
internal sealed class FieldManager(ServedKind kind, TimeProvider clock)
{
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>After a create, update or any patch but apply: sets metadata.managedFields of <paramref name="next"/>, which is complete otherwise (read, defaulted, status or spec
    /// taken over from the live object). A request's own managedFields are honoured as the server does (an empty list resets them).</summary>
    public void Update(JsonObject? live, JsonObject next, WriteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(next);
        var metadata = next.Ensure("metadata");
        var requested = metadata["managedFields"]?.DeepClone();
        metadata.Remove("managedFields");
        var managed = Starting(live, requested, origin);
        try
        {
            Encode(next, Track(live, next, managed, origin, tracked: live is null || !managed.IsEmpty));
        }
        catch (FormatException)
        {
            // An object whose lists have no keys cannot be compared; what was known stays.
            if (live.At("metadata")?["managedFields"] is { } known)
                metadata["managedFields"] = known.DeepClone();
        }
    }

    /// <summary>Merges an applied configuration into the live object; with <paramref name="live"/> null into a new one. The answer still has to be read, defaulted, validated and stored;
    /// when that equals the live object but for the times of managedFields, nothing is to be written.</summary>
    /// <exception cref="ApplyConflictException">Another manager owns a field with another value, and <paramref name="force"/> is not set.</exception>
    /// <exception cref="ApplyRejectedException">The configuration is not valid.</exception>
    public JsonObject Apply(JsonObject? live, JsonObject applied, WriteOrigin origin, bool force)
    {
        ArgumentNullException.ThrowIfNull(applied);
        Check(applied);
        var current = WithoutManagedFields(live ?? BuiltInObjects.Empty(kind));
        var managed = DecodeLive(live);
        if (managed.IsEmpty && live is not null)
            managed = Track(null, current, managed, new WriteOrigin(BeforeFirstApply, origin.Subresource), tracked: true);
        var self = ManagerKey.Of(origin, applied: true, kind.ApiVersion);
        var (merged, managers) = Merge(current, applied, managed, origin, self, force);
        if (managers.Find(self) is { } entry)
            managers.Set(self, entry with { Fields = entry.Fields.Difference(ResetFields.Metadata), Time = merged is null ? entry.Time : Now() });
        var result = merged ?? current;
        LastApplied.Sync(result, applied, origin);
        Encode(result, managers);
        return result;
    }

    private (JsonObject? Merged, ManagedFields Managed) Merge(JsonObject current, JsonObject applied, ManagedFields managed, WriteOrigin origin, ManagerKey self, bool force)
    {
        var ownership = new Ownership(kind.Schema, ResetFields.Of(kind, origin.Subresource));
        try
        {
            return ownership.Apply(current, applied, kind.ApiVersion, managed, self, force);
        }
        catch (ApplyConflictException conflict) when (LastApplied.OpenConflicts(kind, current, origin, conflict) is { } open)
        {
            if (open.Count > 0)
                throw ApplyConflictException.Of(open);
            return ownership.Apply(current, applied, kind.ApiVersion, managed, self, force: true);
        }
        catch (FormatException error)
        {
            throw new ApplyRejectedException(500, "", $"failed to create typed live object ({Describe(current)}): {error.Message}");
        }
    }

    private ManagedFields Track(JsonObject? live, JsonObject next, ManagedFields managed, WriteOrigin origin, bool tracked)
    {
        // Whoever reset managedFields gets none until the next apply.
        if (!tracked)
            return managed;
        var self = ManagerKey.Of(origin, applied: false, kind.ApiVersion);
        var before = live is null ? BuiltInObjects.Empty(kind) : WithoutManagedFields(live);
        var (managers, changed) = new Ownership(kind.Schema, ResetFields.Of(kind, origin.Subresource)).Update(before, next, managed);
        changed = changed.Difference(ResetFields.Metadata);
        if (!changed.IsEmpty)
            managers.Set(self, new ManagerEntry(managers.Find(self) is { } earlier ? changed.Union(earlier.Fields) : changed, kind.ApiVersion, Now()));
        managers.Cap();
        return managers;
    }

    /// <summary>The managers before an update: what the request says unless it is a subresource's, else the live object's.</summary>
    private static ManagedFields Starting(JsonObject? live, JsonNode? requested, WriteOrigin origin)
    {
        if (origin.Subresource is not { Length: > 0 })
        {
            if (ManagedFields.IsReset(requested))
                return new ManagedFields();
            if (TryDecode(requested) is { IsEmpty: false } wanted)
                return wanted;
        }
        return TryDecode(live.At("metadata")?["managedFields"]) ?? new ManagedFields();
    }

    private static ManagedFields? TryDecode(JsonNode? managedFields)
    {
        try
        {
            return ManagedFields.Decode(managedFields);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ManagedFields DecodeLive(JsonObject? live)
    {
        try
        {
            return ManagedFields.Decode(live.At("metadata")?["managedFields"]);
        }
        catch (FormatException error)
        {
            throw new ApplyRejectedException(500, "", $"failed to decode managed fields: {error.Message}");
        }
    }

    private void Check(JsonObject applied)
    {
        var (apiVersion, name) = (applied.TextOf("apiVersion") ?? "", applied.TextOf("kind") ?? "");
        if (!string.Equals(apiVersion, kind.ApiVersion, StringComparison.Ordinal) || !string.Equals(name, kind.Kind, StringComparison.Ordinal))
            throw new ApplyRejectedException(400, "BadRequest", $"invalid object type: {apiVersion}, Kind={name}");
        if (applied.At("metadata")?["managedFields"] is not null)
            throw new ApplyRejectedException(400, "BadRequest", "metadata.managedFields must be nil");
        if (ConfigurationValidator.Validate(kind.Schema, applied) is { Count: > 0 } errors)
        {
            var text = errors.Count == 1 ? errors[0] : "errors:\n" + string.Join('\n', errors.Select(e => "  " + e));
            throw new ApplyRejectedException(500, "", $"failed to create typed patch object ({Describe(applied)}): {text}");
        }
    }

    private string Describe(JsonObject obj) =>
        $"{obj.At("metadata").TextOf("namespace")}/{obj.At("metadata").TextOf("name")}; {(kind.Group.Length == 0 ? "/" + kind.Version : kind.ApiVersion)}, Kind={kind.Kind}";

    private static JsonObject WithoutManagedFields(JsonObject obj)
    {
        var copy = (JsonObject)obj.DeepClone();
        copy.At("metadata")?.Remove("managedFields");
        return copy;
    }

    private static void Encode(JsonObject obj, ManagedFields managed)
    {
        if (managed.Encode() is { } list)
            obj.Ensure("metadata")["managedFields"] = list;
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
