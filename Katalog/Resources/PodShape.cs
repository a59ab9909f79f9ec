using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The pod of a workload: a main container described by the fields of the entry, and further ones beside it.</summary>
internal static class PodShape
{
    /// <param name="child">The workload.</param>
    /// <param name="restartPolicy">What the kind needs where the entry says nothing; null: nothing.</param>
    public static JsonObject Render(ChildScope child, string? restartPolicy = null)
    {
        var fields = child.Fields;
        var pod = new JsonObject();
        pod.AddIfGiven("serviceAccountName", fields.Text("serviceAccountName"));
        pod.AddIfGiven("imagePullSecrets", PullSecrets(fields));
        pod.AddIfGiven("nodeSelector", fields.TextMap("nodeSelector", keepEmpty: false));
        pod.AddIfGiven("restartPolicy", restartPolicy);
        pod.AddIfGiven("securityContext", SecurityContext.Render(fields.At("podSecurity"), SecurityFields.Pod));
        NativeField.Render(WorkloadFields.Pod, fields, pod);
        if (fields.Has("initContainers") && Further(fields, "initContainers").ToArray() is { Length: > 0 } before)
            pod["initContainers"] = new JsonArray(before);
        pod["containers"] = Containers(child);
        pod.AddIfGiven("volumes", NotEmpty(fields.Raw("volumes")));
        return pod;
    }

    /// <summary><c>app</c> for people and their selectors, over it the labels of the entry, over those the ones of the selector.</summary>
    public static JsonObject Labels(ChildScope child, JsonObject selector)
    {
        var labels = new JsonObject { ["app"] = LabelValue.Of(child.Name) };
        if (child.Labels is { } own)
            CopyInto(labels, own);
        CopyInto(labels, selector);
        return labels;
    }

    public static JsonArray? PullSecrets(Block fields)
    {
        if (!fields.Has("imagePullSecrets"))
            return null;
        var names = fields.EachText("imagePullSecrets").Concat(fields.Each("imagePullSecrets").Select(secret => secret.Text("name")).OfType<string>());
        var all = new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]);
        return all.Count == 0 ? null : all;
    }

    public static JsonNode? NotEmpty(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => null,
        _ => node,
    };

    private static void CopyInto(JsonObject target, JsonObject source)
    {
        for (var i = 0; i < source.Count; i++)
        {
            var (key, value) = source.GetAt(i);
            target[key] = value?.DeepClone();
        }
    }

    private static JsonArray Containers(ChildScope child)
    {
        var fields = child.Fields;
        var all = new JsonArray();
        if (fields.Has("image") || !fields.Has("containers"))
            all.Add(ContainerShape.Render(fields, ContainerName(child.Name), ClaimMounts(fields)));
        else if (ClaimMounts(fields).Any())
            throw new RenderFaultException(fields.PlaceOf("volumeClaimTemplates"), "mountPath is where the main container has the claim, and there is no image for one: write volumeMounts in containers");
        foreach (var container in Further(fields, "containers"))
            all.Add(container);
        return all.Count > 0 ? all : throw new RenderFaultException(fields.PlaceOf("containers"), "a pod needs at least one container, and this gives none");
    }

    private static IEnumerable<JsonNode> Further(Block fields, string key) => fields.Each(key).Select(container => ContainerShape.Render(container, container.RequiredText("name"), []));

    /// <summary>The workload's name; where it is no label (it has dots or is long), made one.</summary>
    private static string ContainerName(string workload) => LabelValue.Of(workload.Replace('.', '-'));

    /// <summary>Claim templates in the short form say themselves where the main container has them.</summary>
    private static IEnumerable<JsonObject> ClaimMounts(Block fields)
    {
        foreach (var claim in fields.Each("volumeClaimTemplates"))
        {
            if (claim.Text("mountPath") is { } path)
                yield return new JsonObject { ["name"] = ClaimTemplates.NameOf(claim), ["mountPath"] = path };
        }
    }
}
