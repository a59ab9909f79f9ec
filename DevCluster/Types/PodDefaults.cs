using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Defaults of pods and pod templates that depend on other fields.</summary>
internal static class PodDefaults
{
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];

    public static void Template(JsonObject? owner) => PodSpec(owner.At("template", "spec"));

    /// <summary>A pod of its own has defaults that a template has not.</summary>
    public static void Pod(JsonObject? spec)
    {
        PodSpec(spec);
        if (spec is null)
            return;
        spec.Default("enableServiceLinks", true);
        foreach (var container in ContainerLists.SelectMany(spec.ObjectsIn))
        {
            if (container.At("resources", "limits") is not { Count: > 0 } limits)
                continue;
            var requests = container.Ensure("resources").Ensure("requests");
            foreach (var (name, limit) in limits)
                requests.Default(name, limit!.DeepClone());
        }
    }

    private static void PodSpec(JsonObject? spec)
    {
        if (spec is null)
            return;
        var hostNetwork = spec["hostNetwork"] is JsonValue value && value.ToJsonString() is "true";
        foreach (var container in ContainerLists.SelectMany(spec.ObjectsIn))
            Container(container, hostNetwork);
        foreach (var volume in spec.ObjectsIn("volumes"))
        {
            if (volume.Count == 1 && volume.ContainsKey("name"))
                volume["emptyDir"] = new JsonObject();
        }
        // The deprecated name of the field is kept in step.
        if (spec.TextOf("serviceAccountName") is { } account)
            spec["serviceAccount"] = account;
        else if (spec.TextOf("serviceAccount") is { } deprecated)
            spec["serviceAccountName"] = deprecated;
    }

    private static void Container(JsonObject container, bool hostNetwork)
    {
        container.Default("imagePullPolicy", PullPolicy(container.TextOf("image") ?? ""));
        foreach (var port in container.ObjectsIn("ports"))
        {
            if (hostNetwork && port["containerPort"] is { } number)
                port.Default("hostPort", number.DeepClone());
        }
        foreach (var name in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
            Handler(container.At(name));
        Handler(container.At("lifecycle", "postStart"));
        Handler(container.At("lifecycle", "preStop"));
    }

    private static void Handler(JsonObject? handler)
    {
        if (handler.At("grpc") is { } grpc)
            grpc.Default("service", "");
    }

    /// <summary>Always for the tag latest and for images without tag and digest.</summary>
    private static string PullPolicy(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
            return "IfNotPresent";
        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || name[(colon + 1)..] is "latest" ? "Always" : "IfNotPresent";
    }
}
