using System.Text.Json.Nodes;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Selectors;

namespace Orkestra.Katalog.Enrichment;

/// <summary>Everything that <c>enrich</c> knows.</summary>
internal static class EnrichTargets
{
    private static readonly string[] Workloads = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job", "/ReplicationController"];

    public static IReadOnlyList<EnrichTarget> All { get; } =
    [
        new("pods") { Aliases = ["pod"], Subjects = Workloads, Needs = ["spec.selector"], Kinds = [RelatedKind.Pods], Add = static (of, to, related) => to["_pods"] = List(Labelled(RelatedKind.Pods, of, related)) },
        new("events") { Aliases = ["event", "warnings"], Needs = ["metadata.uid"], Kinds = [RelatedKind.Warnings], Add = static (of, to, related) => to["_warnings"] = List(Owned(RelatedKind.Warnings, of, related)) },
        new("replicasets") { Aliases = ["replicaset"], Subjects = ["apps/Deployment"], Needs = ["metadata.uid"], Kinds = [RelatedKind.ReplicaSets], Add = static (of, to, related) => to["_replicaSets"] = List(Owned(RelatedKind.ReplicaSets, of, related)) },
        new("owner") { Needs = ["metadata.ownerReferences"], Add = static (of, to, _) => Set(to, "_owner", OwnerOf(of)) },
        new("endpoints") { Aliases = ["endpoint"], Subjects = ["/Service"], Kinds = [RelatedKind.Endpoints], Add = static (of, to, related) => to["_endpoints"] = Named(RelatedKind.Endpoints, of, Text(of, "metadata", "name"), related)?[EndpointView.Addresses]?.DeepClone() ?? new JsonArray() },
        new("backingpods") { Aliases = ["backingpod"], Subjects = ["/Service"], Needs = ["spec.selector"], Kinds = [RelatedKind.Pods], Add = static (of, to, related) => to["_backingPods"] = List(Labelled(RelatedKind.Pods, of, related)) },
        new("pvcs") { Subjects = ["apps/StatefulSet"], Needs = ["spec.selector", "spec.volumeClaimTemplates"], Kinds = [RelatedKind.Claims], Add = static (of, to, related) => to["_pvcs"] = List(ClaimsOf(of, related)) },
        new("pvc") { Subjects = ["/PersistentVolumeClaim", "/Pod"], Needs = ["spec.volumeName", "spec.volumes"], Kinds = [RelatedKind.Volumes, RelatedKind.Claims], Add = AddClaim },
        new("pv") { Aliases = ["persistentvolume"], Subjects = ["/PersistentVolumeClaim"], Needs = ["spec.volumeName"], Kinds = [RelatedKind.Volumes], Add = static (of, to, related) => Set(to, "_pv", Named(RelatedKind.Volumes, of, Text(of, "spec", "volumeName"), related)) },
        new("storageclass") { Aliases = ["storageclasses"], Subjects = ["/PersistentVolumeClaim"], Needs = ["spec.storageClassName"], Kinds = [RelatedKind.StorageClasses], Add = static (of, to, related) => Set(to, "_storageClass", Named(RelatedKind.StorageClasses, of, Text(of, "spec", "storageClassName"), related)) },
        new("node") { Aliases = ["nodes"], Subjects = ["/Pod"], Needs = ["spec.nodeName"], Kinds = [RelatedKind.Nodes], Add = static (of, to, related) => Set(to, "_node", Named(RelatedKind.Nodes, of, Text(of, "spec", "nodeName"), related)) },
        new("hpa") { Subjects = ["autoscaling/HorizontalPodAutoscaler"], Needs = ["status.currentMetrics", "spec.scaleTargetRef"], Add = AddScaling },
        new("cronjob") { Aliases = ["cronjobs", "jobs"], Subjects = ["batch/CronJob"], Needs = ["metadata.uid"], Kinds = [RelatedKind.Jobs], Add = AddJobs },
        new("ingress") { Aliases = ["ingresses"], Subjects = ["networking.k8s.io/Ingress"], Needs = ["status.loadBalancer", "spec.tls"], Add = AddAddresses },
    ];

    /// <summary>What a word means; null: nothing.</summary>
    public static EnrichTarget? Find(string word) =>
        All.FirstOrDefault(target => string.Equals(target.Name, word, StringComparison.OrdinalIgnoreCase) || target.Aliases.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static void AddClaim(JsonObject of, JsonObject to, IRelatedObjects related)
    {
        Set(to, "_pv", Named(RelatedKind.Volumes, of, Text(of, "spec", "volumeName"), related));
        var claim = (of["spec"]?["volumes"] as JsonArray ?? []).Select(volume => (string?)volume?["persistentVolumeClaim"]?["claimName"]).FirstOrDefault(name => name is not null);
        Set(to, "_pvc", Named(RelatedKind.Claims, of, claim ?? "", related));
    }

    private static void AddScaling(JsonObject of, JsonObject to, IRelatedObjects _)
    {
        Set(to, "_currentMetrics", of["status"]?["currentMetrics"]?.DeepClone());
        Set(to, "_scaleTarget", of["spec"]?["scaleTargetRef"]?.DeepClone());
    }

    private static void AddJobs(JsonObject of, JsonObject to, IRelatedObjects related)
    {
        var jobs = Owned(RelatedKind.Jobs, of, related).Select(job => job.Shown()).ToList();
        to["_activeJobs"] = new JsonArray([.. jobs.Where(job => (long?)job["status"]?["active"] > 0).Select(job => job.DeepClone())]);
        Set(to, "_lastJob", jobs.LastOrDefault());
        Set(to, "_lastSuccessfulJob", jobs.LastOrDefault(job => (long?)job["status"]?["succeeded"] > 0)?.DeepClone());
    }

    private static void AddAddresses(JsonObject of, JsonObject to, IRelatedObjects _)
    {
        to["_loadBalancerIPs"] = of["status"]?["loadBalancer"]?["ingress"]?.DeepClone() ?? new JsonArray();
        to["_tlsSecrets"] = new JsonArray([.. (of["spec"]?["tls"] as JsonArray ?? []).Select(tls => (string?)tls?["secretName"]).OfType<string>().Select(name => JsonValue.Create(name))]);
    }

    private static JsonObject? OwnerOf(JsonObject of)
    {
        var owners = (of["metadata"]?["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return (owners.Find(owner => (bool?)owner["controller"] is true) ?? owners.FirstOrDefault())?.DeepClone() as JsonObject;
    }

    /// <summary>A stateful set gives its claims its own labels, and names that begin with its template.</summary>
    private static IEnumerable<RelatedObject> ClaimsOf(JsonObject of, IRelatedObjects related)
    {
        var prefixes = (of["spec"]?["volumeClaimTemplates"] as JsonArray ?? []).Select(template => $"{(string?)template?["metadata"]?["name"]}-{Text(of, "metadata", "name")}-").ToList();
        return prefixes.Count == 0 ? [] : Labelled(RelatedKind.Claims, of, related).Where(claim => prefixes.Exists(prefix => claim.Name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>Without a selector nothing is selected.</summary>
    private static IReadOnlyList<RelatedObject> Labelled(RelatedKind kind, JsonObject of, IRelatedObjects related)
    {
        var labels = SelectorOf(of["spec"]?["selector"] as JsonObject);
        return labels.Count == 0 ? [] : related.Find(RelatedQuery.Labelled(kind, Text(of, "metadata", "namespace"), labels));
    }

    private static IReadOnlyList<RelatedObject> Owned(RelatedKind kind, JsonObject of, IRelatedObjects related) =>
        Text(of, "metadata", "uid") is { Length: > 0 } uid ? related.Find(RelatedQuery.Of(kind, NamespaceOf(kind, of), uid)) : [];

    private static JsonObject? Named(RelatedKind kind, JsonObject of, string name, IRelatedObjects related) =>
        name.Length > 0 && related.Find(RelatedQuery.Named(kind, Text(of, "metadata", "namespace"), name)) is [var found, ..] ? found.Shown() : null;

    /// <summary>Events about an object of the cluster are in the default namespace.</summary>
    private static string NamespaceOf(RelatedKind kind, JsonObject of) =>
        Text(of, "metadata", "namespace") is { Length: > 0 } ns ? ns : ReferenceEquals(kind, RelatedKind.Warnings) ? "default" : "";

    private static List<Requirement> SelectorOf(JsonObject? selector)
    {
        if (selector is null)
            return [];
        var isWhole = selector["matchLabels"] is JsonObject || selector["matchExpressions"] is JsonArray;
        var labels = (isWhole ? selector["matchLabels"] as JsonObject ?? [] : selector).Select(label => new Requirement(label.Key, RequirementOperator.In, [(string?)label.Value ?? ""]));
        var expressions = (isWhole ? selector["matchExpressions"] as JsonArray ?? [] : []).OfType<JsonObject>().Select(expression => new Requirement(
            (string?)expression["key"] ?? "",
            (string?)expression["operator"] switch { "In" => RequirementOperator.In, "NotIn" => RequirementOperator.NotIn, "Exists" => RequirementOperator.Exists, _ => RequirementOperator.Absent },
            [.. (expression["values"] as JsonArray ?? []).Select(value => (string?)value ?? "")]));
        return [.. labels, .. expressions];
    }

    private static JsonArray List(IEnumerable<RelatedObject> found) => new([.. found.Select(each => each.Shown())]);

    private static string Text(JsonObject of, string key, string below) => (string?)of[key]?[below] ?? "";

    private static void Set(JsonObject to, string key, JsonNode? value)
    {
        if (value is not null)
            to[key] = value;
    }
}
