using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Operations;

/// <summary>Takes from the client what the endpoint may change, and the rest from the live object.</summary>
internal static class StateMerge
{
    private static readonly string[] ServerOwned = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation", "name", "namespace", "generateName"];

    public static JsonObject Combine(ServedResource resource, JsonObject live, JsonObject wanted, string? subresource)
    {
        var next = subresource switch
        {
            "status" => StatusOnly(resource, live, wanted),
            "finalize" => FinalizersOnly(live, wanted),
            _ => wanted,
        };
        if (subresource is null && resource.Kind.HasStatus)
            Take(next, live, "status");
        foreach (var name in ServerOwned)
            Take(next.Meta, live.Meta, name);
        return next;
    }

    private static JsonObject FinalizersOnly(JsonObject live, JsonObject wanted)
    {
        var next = live.Copy();
        Take(next.Child("spec"), wanted.Child("spec"), "finalizers");
        return next;
    }

    private static JsonObject StatusOnly(ServedResource resource, JsonObject live, JsonObject wanted)
    {
        var next = live.Copy();
        Take(next, wanted, "status");
        if (!resource.Kind.Custom)
        {
            next["metadata"] = wanted.Meta.DeepClone();
            if (resource.Plural is not ("pods" or "nodes"))
                Take(next.Meta, live.Meta, "labels");
        }
        else
        {
            Take(next.Meta, wanted.Meta, "managedFields");
        }

        return next;
    }

    private static void Take(JsonObject to, JsonObject from, string name)
    {
        if (from.TryGetPropertyValue(name, out var value))
            to[name] = value?.DeepClone();
        else
            to.Remove(name);
    }
}
