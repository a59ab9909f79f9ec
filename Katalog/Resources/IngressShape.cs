using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>An ingress: rules in their native form, or one rule of host, path and service.</summary>
internal sealed class IngressShape() : NativeShape(NativeKinds.Ingress)
{
    private const long DefaultPort = 80;
    private static readonly string[] OfTheRule = ["host", "path", "pathType", "serviceName", "servicePort"];

    protected override JsonObject Spec(ChildScope child)
    {
        var fields = child.Fields;
        var spec = base.Spec(child);
        if (spec["rules"] is null && (spec["defaultBackend"] is null || OfTheRule.Any(fields.Has)))
            spec["rules"] = new JsonArray(Rule(child));
        if (spec["tls"] is null && fields.Text("tlsSecret") is { } secret)
            spec["tls"] = new JsonArray(Tls(fields, secret));
        return spec;
    }

    private static JsonObject Rule(ChildScope child)
    {
        var fields = child.Fields;
        var port = fields.WholeOrText("servicePort") ?? JsonValue.Create(DefaultPort);
        var service = new JsonObject
        {
            ["name"] = fields.Text("serviceName") ?? $"{child.OwnerName}{ServiceShape.NameSuffix}",
            ["port"] = new JsonObject { [port.GetValueKind() is System.Text.Json.JsonValueKind.Number ? "number" : "name"] = port },
        };
        var path = new JsonObject
        {
            ["path"] = fields.Text("path") ?? "/",
            ["pathType"] = fields.Text("pathType") ?? "Prefix",
            ["backend"] = new JsonObject { ["service"] = service },
        };
        var rule = new JsonObject();
        rule.AddIfGiven("host", fields.Text("host"));
        rule["http"] = new JsonObject { ["paths"] = new JsonArray(path) };
        return rule;
    }

    private static JsonObject Tls(Block fields, string secret)
    {
        var tls = new JsonObject { ["secretName"] = secret };
        if (fields.Text("host") is { } host)
            tls["hosts"] = new JsonArray(host);
        return tls;
    }
}
