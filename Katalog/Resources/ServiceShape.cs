using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class ServiceShape() : FixedKindShape(new KindReference("v1", "Service"), NameSuffix)
{
    public const string NameSuffix = "-svc";

    private static readonly string[] Types = ["ClusterIP", "NodePort", "LoadBalancer"];

    public override NameRule Names => NameRule.ServiceLabel;

    public override void Render(ChildScope child, JsonObject target)
    {
        var fields = child.Fields;
        var headless = fields.Flag("headless") ?? false;
        var spec = new JsonObject { ["type"] = ServiceType(fields) };
        if (headless)
            spec["clusterIP"] = "None";
        spec.AddIfGiven("selector", Selector(child));
        spec.AddIfGiven("ports", NativePorts(fields) ?? Ports(fields, headless));
        NativeField.Render(ServiceFields.Native, fields, spec);
        target["spec"] = spec;
    }

    private static string ServiceType(Block fields)
    {
        var type = fields.Text("type") ?? Types[0];
        return Types.Contains(type, StringComparer.Ordinal) ? type : throw new RenderFaultException(fields.PlaceOf("type"), $"the type of a service is one of {string.Join(", ", Types)}, not {type}");
    }

    /// <summary>Without a selector of its own a service finds the pods of this custom resource. If its box makes none, any pods of that name.</summary>
    private static JsonObject? Selector(ChildScope child)
    {
        if (child.Fields.Has("selector"))
            return child.Fields.TextMap("selector", keepEmpty: true);
        return child.OwnerHasWorkloads ? child.Owner.OfAllWorkloads() : child.Owner.ByName();
    }

    private static JsonArray? NativePorts(Block fields)
    {
        if (fields.Raw("ports") is not JsonArray ports)
            return null;
        foreach (var port in ports.OfType<JsonObject>())
            port["protocol"] ??= "TCP";
        return ports;
    }

    private static JsonArray? Ports(Block fields, bool headless)
    {
        var target = fields.WholeOrText("targetPort");
        var number = fields.Whole("port", 1, 65535);
        if (number is null && target is JsonValue value && value.TryGetValue<long>(out var targetNumber))
            number = targetNumber;
        if (number is null)
            return headless ? null : throw new RenderFaultException(fields.PlaceOf("port"), "a service needs a port, and neither port nor targetPort gives a number");

        var port = new JsonObject { ["port"] = number, ["targetPort"] = target ?? JsonValue.Create(number.Value) };
        port["protocol"] = Protocols.Of(fields);
        return [port];
    }
}
