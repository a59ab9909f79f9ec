using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Strategies;
using Orkestra.DevCluster.Types;
using Orkestra.DevCluster.Validation;

namespace Orkestra.DevCluster.Operations;

/// <summary>Stores new objects and new states: metadata that only the server sets, rules, field owners, optimistic concurrency.</summary>
internal sealed class ObjectWriter(ClusterStore store, NamespaceGate namespaces, TimeProvider clock)
{
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int GeneratedNameBase = 58;

    /// <summary>Stores a decoded object under the request's namespace.</summary>
    /// <exception cref="ApiException">It is not allowed or not valid, or it exists.</exception>
    public WriteResult Create(OperationContext context, JsonObject obj, Action<JsonObject>? own = null)
    {
        var resource = context.Resource;
        PlaceInNamespace(context, obj);
        namespaces.CheckCreate(context, obj);
        if (obj.ResourceVersion is { Length: > 0 } and not "0")
            throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
        var generated = PrepareMetadata(resource, obj);
        DropStatus(resource, obj);
        // Owners first: what the server itself sets in a new object (addresses, selectors, finalizers) is nobody's.
        own ??= created => resource.FieldManager.Update(null, created, context.Origin);
        own(obj);
        if (!resource.Kind.Custom)
            BuiltInDefaults.FillNew(resource.Kind, obj);
        resource.Strategy.PrepareForCreate(obj, new StrategyContext(store, clock, context.DryRun, context.Subresource));
        Check(resource, obj, [.. MetadataValidator.Validate(obj, resource), .. BodyErrors(resource, obj, null), .. resource.Strategy.Validate(obj)]);
        foreach (var warning in resource.Strategy.Warnings(obj))
            context.Warn(warning);
        return Store(context, ObjectOrder.Arrange(resource.Kind, obj), generated);
    }

    /// <summary>Replaces the state of an object. The change is asked again when somebody else was faster; a client that said on which version it builds is then refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="change">Makes the new state, decoded, of the live one, which it must not change. Null: nothing is written.</param>
    /// <param name="absent">What to do when there is no such object.</param>
    public WriteResult Update(OperationContext context, Func<JsonObject, StateChange?> change, Func<WriteResult>? absent = null)
    {
        var resource = context.Resource;
        while (true)
        {
            if (resource.Store.Find(context.Namespace, context.Name) is not { } stored)
                return absent is null ? throw resource.NotFound(context.Name) : absent();
            var live = resource.Read(stored);
            if (change(live) is not { } next)
                return new WriteResult(resource.Encode(stored), Created: false);
            CheckPreconditions(context, live, next.Object);
            var state = Prepare(context, live, next);
            if (IsSame(live, state))
                return new WriteResult(resource.Encode(stored), Created: false);
            if (context.DryRun)
                return new WriteResult(JsonBytes.Write(state), Created: false);
            if (Commit(resource, stored, state) is { } written)
                return new WriteResult(resource.Encode(written), Created: false);

            // Somebody else was faster. A change that names its version is refused by the preconditions of the next round; a patch carries the version of the live object.
        }
    }

    /// <summary>Writes a new state, or removes the object when it is being deleted and nothing holds it any more. Null when somebody else was faster.</summary>
    public StoredObject? Commit(ServedResource resource, StoredObject stored, JsonObject state)
    {
        var arranged = ObjectOrder.Arrange(resource.Kind, state);
        if (arranged.Deleting && arranged.Finalizers.Count == 0 && !resource.Strategy.IsHeld(arranged) && (arranged.Meta["deletionGracePeriodSeconds"].Number() ?? 0) == 0)
            return store.Remove(resource.Store, stored, resource.ToStorage(arranged));
        return store.Replace(resource.Store, stored, resource.ToStorage(arranged), resource.StorageEncoding);
    }

    private static void PlaceInNamespace(OperationContext context, JsonObject obj)
    {
        if (context.Namespace is not { } ns)
        {
            obj.Meta.Remove("namespace");
            return;
        }

        if (obj.Namespace is { } own && !string.Equals(own, ns, StringComparison.Ordinal))
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        obj.Meta["namespace"] = ns;
    }

    private bool PrepareMetadata(ServedResource resource, JsonObject obj)
    {
        var meta = obj.Meta;
        var generated = false;
        if (obj.Name.Length == 0 && meta.Text("generateName") is { Length: > 0 } prefix)
        {
            meta["name"] = (prefix.Length > GeneratedNameBase ? prefix[..GeneratedNameBase] : prefix) + RandomNumberGenerator.GetString(NameAlphabet, 5);
            generated = true;
        }

        foreach (var name in (ReadOnlySpan<string>)["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion", "generation"])
            meta.Remove(name);
        meta["uid"] = Guid.NewGuid().ToString();
        meta["creationTimestamp"] = Metadata.Time(clock.GetUtcNow());
        if (resource.Kind.HasGeneration || resource.Kind.Custom)
            meta["generation"] = 1;
        return generated;
    }

    private static void DropStatus(ServedResource resource, JsonObject obj)
    {
        if (!resource.Kind.HasStatus)
            return;
        obj.Remove("status");
        if (!resource.Kind.Custom)
            obj["status"] = new JsonObject();
    }

    private WriteResult Store(OperationContext context, JsonObject obj, bool generated)
    {
        var resource = context.Resource;
        if (context.DryRun)
        {
            if (resource.Store.Find(obj.Namespace, obj.Name) is not null)
                throw ApiErrors.AlreadyExists(resource.Group, resource.Plural, obj.Name);
            return new WriteResult(JsonBytes.Write(obj), Created: true);
        }

        var kept = resource.ToStorage(obj);
        while (true)
        {
            if (store.Create(resource.Store, kept, resource.StorageEncoding) is { } stored)
                return new WriteResult(resource.Encode(stored), Created: true);
            if (!generated)
                throw ApiErrors.AlreadyExists(resource.Group, resource.Plural, obj.Name);
            var prefix = kept.Meta.Text("generateName")!;
            kept.Meta["name"] = (prefix.Length > GeneratedNameBase ? prefix[..GeneratedNameBase] : prefix) + RandomNumberGenerator.GetString(NameAlphabet, 5);
        }
    }

    private static void CheckPreconditions(OperationContext context, JsonObject live, JsonObject next)
    {
        var resource = context.Resource;
        // Of an update the uid is a condition; of a patch it is a field that cannot change.
        if (context.Request.Method is not "PATCH" && next.Uid is { Length: > 0 } uid && !string.Equals(uid, live.Uid, StringComparison.Ordinal))
            throw OtherUid(resource, live.Name, uid, live.Uid);
        var version = next.ResourceVersion;
        if (version is "" or "0")
        {
            if (!resource.Strategy.UpdatesUnconditionally && version.Length == 0)
                throw ApiErrors.Invalid(resource.Group, resource.Plural, live.Name, [FieldError.InvalidText("metadata.resourceVersion", "0x0", "must be specified for an update")]);
            return;
        }

        if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw ApiErrors.Invalid(resource.Group, resource.Kind.Kind, live.Name, [FieldError.Invalid("metadata.resourceVersion", version, $"strconv.ParseUint: parsing \"{version}\": invalid syntax")]);
        if (!string.Equals(version, live.ResourceVersion, StringComparison.Ordinal))
            throw ApiErrors.Modified(resource.Group, resource.Plural, live.Name);
    }

    /// <summary>409: the client means another object of this name. <paramref name="liveUid"/> is empty when there is none.</summary>
    public static ApiException OtherUid(ServedResource resource, string name, string uid, string liveUid) =>
        ApiErrors.Conflict(resource.Group, resource.Plural, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {liveUid}");

    private JsonObject Prepare(OperationContext context, JsonObject live, StateChange change)
    {
        var resource = context.Resource;
        // The status of a custom resource is written without its metadata.
        FieldError[] owned = resource.Kind.Custom && context.Subresource is "status" ? [] : [.. MetadataValidator.ValidateServerOwned(change.Object, live)];
        var next = StateMerge.Combine(resource, live, change.Object, context.Subresource);
        resource.Strategy.PrepareForUpdate(next, live, new StrategyContext(store, clock, context.DryRun, context.Subresource));
        Generations.Bump(resource.Kind, live, next);
        next.Meta["resourceVersion"] = live.ResourceVersion;
        if (change.TracksFields)
            resource.FieldManager.Update(live, next, context.Origin);
        Check(resource, next,
        [
            .. owned,
            .. MetadataValidator.Validate(next, resource),
            .. MetadataValidator.ValidateUpdate(next, live),
            .. BodyErrors(resource, next, live),
            .. resource.Strategy.Validate(next),
            .. resource.Strategy.ValidateUpdate(next, live),
        ]);
        foreach (var warning in resource.Strategy.Warnings(next))
            context.Warn(warning);
        return next;
    }

    private static IReadOnlyList<FieldError> BodyErrors(ServedResource resource, JsonObject obj, JsonObject? live)
    {
        var errors = resource.Kind.Custom ? SchemaValidator.Validate(resource.Kind.Schema, obj) : BuiltInRules.Validate(resource.Kind, obj);
        if (!resource.Strategy.HasRules)
            return errors;

        // Rules are evaluated on values of the right type and size only.
        return errors.Any(error => error.Reason is not "FieldValueInvalid" || error.Body.Contains("must be of type", StringComparison.Ordinal))
            ? [.. errors, FieldError.InvalidText("<nil>", "null", "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation")]
            : [.. errors, .. resource.Strategy.ValidateRules(obj, live)];
    }

    private static void Check(ServedResource resource, JsonObject obj, List<FieldError> errors)
    {
        if (errors.Count > 0)
            throw ApiErrors.Invalid(resource.Group, resource.Kind.Kind, obj.Name, errors);
    }

    /// <summary>The same but for the times of field owners.</summary>
    private static bool IsSame(JsonObject live, JsonObject next)
    {
        if (JsonNode.DeepEquals(live, next))
            return true;
        var (left, right) = (live.Copy(), next.Copy());
        foreach (var side in (JsonObject[])[left, right])
        {
            foreach (var entry in side.Meta["managedFields"] as JsonArray ?? [])
                (entry as JsonObject)?.Remove("time");
        }

        return JsonNode.DeepEquals(left, right);
    }
}
