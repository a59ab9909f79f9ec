using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The pod of a workload: one container, described by the fields of the entry.</summary>
internal static class PodShape
{
    public static JsonObject Render(ChildScope child)
    {
        var fields = child.Fields;
        var pod = new JsonObject();
        pod.AddIfGiven("serviceAccountName", fields.Text("serviceAccountName"));
        pod.AddIfGiven("imagePullSecrets", PullSecrets(fields));
        pod.AddIfGiven("nodeSelector", fields.TextMap("nodeSelector", keepEmpty: false));
        pod.AddIfGiven("securityContext", NotEmpty(fields.Raw("podSecurity")));
        pod["containers"] = new JsonArray(Container(child));
        pod.AddIfGiven("volumes", NotEmpty(fields.Raw("volumes")));
        return pod;
    }

    private static JsonObject Container(ChildScope child)
    {
        var fields = child.Fields;
        var port = fields.Whole("port", 1, 65535);
        var container = new JsonObject { ["name"] = ContainerName(child.Name), ["image"] = fields.RequiredText("image") };
        container.AddIfGiven("command", fields.TextList("command"));
        container.AddIfGiven("args", fields.TextList("args"));
        container.AddIfGiven("workingDir", fields.Text("workingDirectory"));
        if (port is not null)
            container["ports"] = new JsonArray(new JsonObject { ["containerPort"] = port, ["protocol"] = Protocols.Of(fields) });
        container.AddIfGiven("envFrom", Environment.Sources(fields.At("envFrom")));
        container.AddIfGiven("env", Environment.Variables(fields));
        container.AddIfGiven("resources", Resources(fields.At("resources")));
        container.AddIfGiven("volumeMounts", NotEmpty(fields.Raw("volumeMounts")));
        if (fields.At("probes") is { } probes)
        {
            foreach (var kind in (ReadOnlySpan<string>)["liveness", "readiness", "startup"])
                container.AddIfGiven($"{kind}Probe", Probe.Render(probes.At(kind), port));
        }

        container.AddIfGiven("securityContext", NotEmpty(fields.Raw("securityContext")));
        return container;
    }

    /// <summary>The workload's name; where it is no label (it has dots or is long), made one.</summary>
    private static string ContainerName(string workload) => LabelValue.Of(workload.Replace('.', '-'));

    private static JsonArray? PullSecrets(Block fields)
    {
        var names = fields.EachText("imagePullSecrets").Concat(fields.Each("imagePullSecrets").Select(secret => secret.Text("name")).OfType<string>());
        var all = new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]);
        return all.Count == 0 ? null : all;
    }

    private static JsonObject? Resources(Block? block)
    {
        if (block is null)
            return null;
        var resources = new JsonObject();
        resources.AddIfGiven("requests", block.TextMap("requests", keepEmpty: false));
        resources.AddIfGiven("limits", block.TextMap("limits", keepEmpty: false));
        return resources.Count == 0 ? null : resources;
    }

    private static JsonNode? NotEmpty(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => null,
        _ => node,
    };
}
