using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Says whose an object is that is not ours.</summary>
internal static class PresentOwner
{
    /// <summary><c>controlled by ReplicaSet web-1, managed by helm, kubectl</c>; of one that another custom resource made: <c>of App default/web</c>.</summary>
    public static string Of(JsonObject existing)
    {
        if (KeyOf(existing) is { } key)
            return $"of {Named(key)}";
        var controller = existing.ControllerReference is { } reference ? $"controlled by {reference.Kind} {reference.Name}" : "without a controller";
        var managers = (existing["metadata"]?["managedFields"] as JsonArray ?? [])
            .Select(entry => (string?)entry?["manager"]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{controller}, managed by {string.Join(", ", managers.DefaultIfEmpty("nobody"))}";
    }

    /// <summary>The owner key of the custom resource that made the object; null: none did.</summary>
    public static string? KeyOf(JsonObject existing) => existing.Annotation(Stamps.OwnerKey) is { Length: > 0 } key && key.Split('/') is { Length: 5 } ? key : null;

    /// <summary><c>App default/web</c>, of an owner key.</summary>
    public static string Named(string ownerKey)
    {
        var parts = ownerKey.Split('/');
        return parts is [_, _, var kind, var ns, var name] ? ns is "-" ? $"{kind} {name}" : $"{kind} {ns}/{name}" : ownerKey;
    }
}
