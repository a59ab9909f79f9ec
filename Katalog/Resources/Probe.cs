using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>A probe: the short form (<c>type</c>, <c>path</c>, <c>port</c>) or a native action.</summary>
internal static class Probe
{
    private static readonly string[] NativeActions = ["httpGet", "tcpSocket", "exec", "grpc"];

    private static readonly string[] Timings =
        ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold", "terminationGracePeriodSeconds"];

    public static JsonObject? Render(Block? fields, JsonNode? containerPort)
    {
        if (fields is null)
            return null;

        var probe = new JsonObject();
        foreach (var action in NativeActions)
            probe.AddIfGiven(action, fields.Raw(action));
        if (probe.Count == 0)
            AddShortAction(fields, containerPort, probe);
        var timings = fields.At("profile") ?? fields;
        foreach (var timing in Timings)
            probe.AddIfGiven(timing, timings.Whole(timing, 0, int.MaxValue) is { } seconds ? JsonValue.Create(seconds) : null);
        return probe;
    }

    private static void AddShortAction(Block fields, JsonNode? containerPort, JsonObject probe)
    {
        var port = fields.WholeOrText("port") ?? containerPort?.DeepClone()
            ?? throw new RenderFaultException(fields.Place, "a probe needs a port, and neither it nor its container has one");
        var path = fields.Text("path");
        var type = fields.Text("type") ?? (path is null ? "tcp" : "http");
        if (!string.Equals(type, "http", StringComparison.Ordinal))
        {
            probe["tcpSocket"] = new JsonObject { ["port"] = port };
            return;
        }

        var request = new JsonObject { ["path"] = path ?? "/", ["port"] = port };
        request.AddIfGiven("scheme", fields.Text("scheme"));
        probe["httpGet"] = request;
    }
}
