using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Types;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Validation;

/// <summary>Rules of volumes, environment and resources.</summary>
internal static class ContainerRules
{
    /// <summary>A volume has one source.</summary>
    public static IEnumerable<FieldError> Volume(JsonObject volume, string path) =>
        volume.Where(p => p.Key is not "name").Skip(1).Select(p => FieldError.Forbidden($"{path}.{p.Key}", "may not specify more than 1 volume type"));

    public static IEnumerable<FieldError> Container(JsonObject container, string path)
    {
        var environment = container.ObjectsIn("env").ToArray();
        for (var i = 0; i < environment.Length; i++)
        {
            if (environment[i].TextOf("value") is { Length: > 0 } && environment[i].At("valueFrom") is not null)
                yield return FieldError.Invalid($"{path}.env[{i}].valueFrom", "", "may not be specified when `value` is not empty");
        }
        foreach (var (name, request) in container.At("resources", "requests") ?? [])
        {
            if (request is JsonValue && container.At("resources", "limits").TextOf(name) is { } limit && Quantity.Compare(request.ToString(), limit) > 0)
                yield return FieldError.Invalid($"{path}.resources.requests", request.ToString(), $"must be less than or equal to {name} limit of {limit}");
        }
    }
}
