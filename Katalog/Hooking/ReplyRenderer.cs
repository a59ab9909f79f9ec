using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Hooking;

/// <summary>Makes children of what code wants to be there. Values are taken as they are: a text with braces in a reply is no template.</summary>
internal sealed class ReplyRenderer(ReconcilerDefinition reconciler, TemplateScope scope, OwnerLabels owner, string ownerName, string? ownerNamespace, bool ownerHasWorkloads, WatchedWorld world)
{
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["deployment"] = "deployments",
        ["service"] = "services",
        ["configmap"] = "configMaps",
        ["secret"] = "secrets",
        ["serviceaccount"] = "serviceAccounts",
        ["job"] = "jobs",
        ["cronjob"] = "cronJobs",
        ["statefulset"] = "statefulSets",
        ["ingress"] = "ingresses",
        ["custom"] = "custom",
    };

    /// <summary>Fields of an entry that decide when and how often it is made, which code decides by what it answers.</summary>
    private static readonly HashSet<string> NotInReplies = new(StringComparer.Ordinal)
    {
        "when", "or", "forEach", "reconcile", "prune", "adopt", "sleep", "once", "rotateAfter", "tls", "fromSecret", "toNamespaces", "autoscale", "profile",
    };

    private static readonly HashSet<string> Head = new(StringComparer.Ordinal) { "name", "namespace", "labels", "annotations", "metadata", "forceConflict" };

    /// <exception cref="RenderException">One or more cannot be made, or may not be; it lists all of them.</exception>
    public IReadOnlyList<RenderedChild> Render(IReadOnlyList<JsonObject> resources)
    {
        var children = new List<RenderedChild>();
        var failures = new List<RenderFailure>();
        for (var i = 0; i < resources.Count; i++)
        {
            try
            {
                children.Add(Allowed(Render(resources[i])));
            }
            catch (RenderFaultException fault)
            {
                failures.Add(new RenderFailure(string.Create(CultureInfo.InvariantCulture, $"{reconciler.Path}.resources[{i}]"), fault.Place, fault.Message));
            }
        }

        return failures.Count == 0 ? children : throw new RenderException(failures);
    }

    private RenderedChild Render(JsonObject resource)
    {
        var force = resource["forceConflict"] switch
        {
            null => reconciler.ForceConflict,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            _ => throw Fault("forceConflict is true or false"),
        };
        if (resource.ContainsKey("apiVersion"))
            return Whole(resource, force);
        var type = Text(resource, "type") ?? throw Fault("it has neither type and fields nor apiVersion and kind");
        if (!Lists.TryGetValue(type.ToLowerInvariant(), out var list))
            throw Fault($"there is no type {Shown(type)}; types are {string.Join(", ", Lists.Keys)}");
        return Intent(list, type, resource["fields"] as JsonObject ?? throw Fault($"the {type} has no fields"), force);
    }

    private RenderedChild Whole(JsonObject resource, bool force)
    {
        var target = (JsonObject)resource.DeepClone();
        target.Remove("forceConflict");
        target.Remove("status");
        var kind = new KindReference(Text(target, "apiVersion") ?? throw Fault("apiVersion is empty"), Text(target, "kind") ?? throw Fault("kind is empty"));
        var metadata = target["metadata"] as JsonObject ?? throw Fault($"the {Shown(kind.Kind)} has no metadata");
        foreach (var ofServer in (ReadOnlySpan<string>)["uid", "resourceVersion", "managedFields", "creationTimestamp", "generation", "ownerReferences", "finalizers"])
            metadata.Remove(ofServer);
        var name = Named(Text(metadata, "name"), NameRule.PathSegment, kind.Kind);
        return new RenderedChild(Maker("resources", kind, force), kind.ApiVersion, kind.Kind, Namespace(Text(metadata, "namespace")), name, Wanted: true, target);
    }

    private RenderedChild Intent(string list, string type, JsonObject written, bool force)
    {
        var shape = ResourceShapes.InApplyOrder.First(each => string.Equals(each.Key, list, StringComparison.Ordinal)).Shape;
        var schema = ResourceLanguage.Entry(list);
        foreach (var (key, _) in written)
        {
            if (NotInReplies.Contains(key))
                throw Fault($"{key} has no place in a reply: whether a {type} is there says the reply itself");
            if (!schema.Knows(key) && !schema.IsOpen)
                throw Fault($"a {type} has no field {Shown(key)}");
        }

        var metadata = written["metadata"] as JsonObject;
        var fields = new Block((MapFragment)NodeFragment.Of(reconciler.Place, new JsonObject(written.Where(field => list is "custom" || !Head.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))), scope);
        var kind = shape.KindOf(fields);
        var name = Named(Of("name") is { Length: > 0 } given ? given : shape.DefaultNameSuffix is { } suffix ? ownerName + suffix : null, shape.Names, type);
        var ns = Namespace(Of("namespace"));
        var head = new JsonObject { ["name"] = name };
        head.AddIfGiven("namespace", ns);
        var labels = Texts("labels");
        head.AddIfGiven("labels", labels);
        head.AddIfGiven("annotations", Texts("annotations"));
        var target = new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = head };
        shape.Render(new ChildScope(name, ns ?? ownerNamespace, ownerName, ownerNamespace, owner, ownerHasWorkloads, fields, labels, world, CopyGroup.None), target);
        return new RenderedChild(Maker(list, kind, force), kind.ApiVersion, kind.Kind, ns, name, Wanted: true, target);

        string? Of(string key) => Text(metadata ?? [], key) ?? Text(written, key);

        JsonObject? Texts(string key) => (metadata?[key] ?? written[key]) switch
        {
            null => null,
            JsonObject { Count: 0 } => null,
            JsonObject map => new JsonObject(map.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)JsonValue.Create(Values.ToText(each.Value, reconciler.Place) ?? "")))),
            _ => throw Fault($"{key} is no map of texts"),
        };
    }

    private RenderedChild Allowed(RenderedChild child)
    {
        var kind = new KindReference(child.ApiVersion, child.Kind);
        return reconciler.ManagedResources.Any(managed => managed.Allows(kind, child.Namespace ?? ownerNamespace, child.Name, scope))
            ? child
            : throw Fault($"it makes the {child.ApiVersion} {child.Kind} {(child.Namespace is null ? "" : child.Namespace + "/")}{child.Name}, which {reconciler.Path}.managedResources does not declare");
    }

    /// <summary>What a job does cannot be changed once it is made.</summary>
    private ResourceEntry Maker(string list, KindReference kind, bool force) =>
        reconciler.Maker with { Key = list, ForceConflict = force, Mode = kind is { Kind: "Job", Group: "batch" } ? ApplyMode.CreateOnce : ApplyMode.Apply };

    private string Named(string? name, NameRule rule, string what)
    {
        if (string.IsNullOrEmpty(name))
            throw Fault($"the {Shown(what)} has no name");
        return ObjectNames.Fault(name, rule) is { } fault ? throw Fault($"the name {Shown(name)} {fault}") : name;
    }

    private string? Namespace(string? ns)
    {
        if (string.IsNullOrEmpty(ns))
            return null;
        return ObjectNames.Fault(ns, NameRule.Label) is { } fault ? throw Fault($"the namespace {Shown(ns)} {fault}") : ns;
    }

    private string? Text(JsonObject of, string key) => of[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Fault($"{key} is no text"),
    };

    private static string Shown(string text) => text.Length > 80 ? text[..80] + "…" : text;

    private RenderFaultException Fault(string message) => new(reconciler.Place, message);
}
