using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;
using Orkestra.DevCluster.Validation;

namespace Orkestra.DevCluster.Strategies;

/// <summary>The rules of pods, also inside templates.</summary>
internal static class PodRules
{
    /// <param name="spec">Of the pod.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="claims">Names of volumes that every pod of the workload gets besides.</param>
    public static IEnumerable<FieldError> Validate(JsonObject? spec, string path, params IEnumerable<string> claims)
    {
        if (spec is null)
            yield break;
        var volumes = new HashSet<string>(StringComparer.Ordinal);
        var declared = (spec["volumes"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var i = 0; i < declared.Count; i++)
        {
            var name = declared[i].Text("name") ?? "";
            if (name.Length > 0 && Names.LabelError(name) is { } error)
                yield return FieldError.Invalid($"{path}.volumes[{i}].name", name, error);
            else if (name.Length > 0 && !volumes.Add(name))
                yield return FieldError.Duplicate($"{path}.volumes[{i}].name", name);
            foreach (var source in ContainerRules.Volume(declared[i], $"{path}.volumes[{i}]"))
                yield return source;
        }

        volumes.UnionWith(claims);
        // An absent list is told by the schema.
        if (spec["containers"] is JsonArray { Count: 0 })
            yield return FieldError.Required($"{path}.containers");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in (string[])["containers", "initContainers"])
        {
            var containers = (spec[list] as JsonArray ?? []).OfType<JsonObject>().ToList();
            for (var i = 0; i < containers.Count; i++)
            {
                foreach (var error in Container(containers[i], $"{path}.{list}[{i}]", names, volumes))
                    yield return error;
            }
        }
    }

    private static IEnumerable<FieldError> Container(JsonObject container, string path, HashSet<string> names, HashSet<string> volumes)
    {
        // An absent name is told by the schema.
        if (container.Text("name") is { Length: > 0 } name)
        {
            if (Names.LabelError(name) is { } error)
                yield return FieldError.Invalid($"{path}.name", name, error);
            else if (!names.Add(name))
                yield return FieldError.Duplicate($"{path}.name", name);
        }

        if (container.Text("image") is not { Length: > 0 })
            yield return FieldError.Required($"{path}.image");
        foreach (var error in ContainerRules.Container(container, path))
            yield return error;
        var ports = (container["ports"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i]["containerPort"].Number() is { } port and (< 1 or > 65535))
                yield return FieldError.Invalid($"{path}.ports[{i}].containerPort", port, "must be between 1 and 65535, inclusive");
        }

        var mounts = (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var i = 0; i < mounts.Count; i++)
        {
            if (mounts[i].Text("name") is { Length: > 0 } volume && !volumes.Contains(volume))
                yield return FieldError.NotFound($"{path}.volumeMounts[{i}].name", volume);
        }
    }
}
