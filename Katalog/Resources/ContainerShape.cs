using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>One container: the main one of a workload, or a further one of a list.</summary>
internal static class ContainerShape
{
    /// <param name="fields">The fields of the container.</param>
    /// <param name="name">Its name.</param>
    /// <param name="mounts">Mounts besides those that are declared.</param>
    public static JsonObject Render(Block fields, string name, IEnumerable<JsonObject> mounts)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = Image(fields) };
        container.AddIfGiven("command", fields.TextList("command"));
        container.AddIfGiven("args", fields.TextList("args"));
        container.AddIfGiven("workingDir", fields.Text("workingDirectory"));
        NativeField.Render(WorkloadFields.Container, fields, container);
        var ports = Ports(fields);
        if (ports is not null)
            container["ports"] = ports;
        container.AddIfGiven("envFrom", EnvironmentVariables.Sources(fields));
        container.AddIfGiven("env", EnvironmentVariables.Render(fields));
        container.AddIfGiven("resources", Resources(fields.At("resources")));
        container.AddIfGiven("volumeMounts", Mounts(fields, mounts));
        AddProbes(fields, FirstPort(ports), container);
        container.AddIfGiven("securityContext", SecurityContext.Render(fields.At("securityContext"), SecurityFields.Container));
        // The name of a workload is never among its fields, and its restartPolicy is that of the pod.
        if (fields.Has("name"))
            NativeField.Render(WorkloadFields.Sidecar, fields, container);
        return container;
    }

    private static string Image(Block fields)
    {
        var image = fields.RequiredText("image");
        if (fields.Text("tag") is not { } tag)
            return image;
        var last = image.AsSpan(image.LastIndexOf('/') + 1);
        return last.ContainsAny(':', '@') ? throw new RenderFaultException(fields.PlaceOf("tag"), $"the image {image} has a tag already") : $"{image}:{tag}";
    }

    private static JsonArray? Ports(Block fields)
    {
        var all = new JsonArray();
        if (fields.Whole("port", 1, 65535) is { } port)
            all.Add(new JsonObject { ["containerPort"] = port, ["protocol"] = Protocols.Of(fields) });
        if (fields.Raw("ports") is JsonArray native)
        {
            foreach (var item in native.ToList())
            {
                native.Remove(item);
                if (item is JsonObject entry && entry["protocol"] is null)
                    entry["protocol"] = "TCP";
                all.Add(item);
            }
        }

        return all.Count == 0 ? null : all;
    }

    private static JsonNode? FirstPort(JsonArray? ports) => ports is { Count: > 0 } ? ports[0]?["containerPort"] : null;

    private static JsonObject? Resources(Block? block)
    {
        if (block is null)
            return null;
        var values = block.At("profile") ?? block;
        var resources = new JsonObject();
        resources.AddIfGiven("requests", values.TextMap("requests", keepEmpty: false));
        resources.AddIfGiven("limits", values.TextMap("limits", keepEmpty: false));
        return resources.Count == 0 ? null : resources;
    }

    private static JsonArray? Mounts(Block fields, IEnumerable<JsonObject> further)
    {
        var all = fields.Raw("volumeMounts") as JsonArray ?? [];
        foreach (var mount in further)
            all.Add(mount);
        return all.Count == 0 ? null : all;
    }

    private static void AddProbes(Block fields, JsonNode? containerPort, JsonObject container)
    {
        if (fields.At("probes") is not { } probes)
            return;
        foreach (var kind in (ReadOnlySpan<string>)["liveness", "readiness", "startup"])
            container.AddIfGiven($"{kind}Probe", Probe.Render(probes.At(kind), containerPort));
    }
}
