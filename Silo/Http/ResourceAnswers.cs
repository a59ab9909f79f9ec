using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Silo.Http;

/// <summary>Custom resources and their events as the live API shows them.</summary>
internal static class ResourceAnswers
{
    public static JsonObject Item(ResourceView resource, FieldPath? field, DateTimeOffset now)
    {
        var item = About(resource.View, now);
        item["value"] = field is null ? null : Value(resource.Live, field, now);
        return item;
    }

    public static JsonObject Detail(string crd, ResourceView resource, DateTimeOffset now)
    {
        var (view, live) = resource;
        var detail = About(view, now);
        detail["crd"] = crd;
        detail["apiVersion"] = live["apiVersion"]?.DeepClone();
        detail["kind"] = live["kind"]?.DeepClone();
        detail["reason"] = view.Reason;
        detail["message"] = view.Message;
        detail["metadata"] = Metadata(live["metadata"] as JsonObject);
        detail["spec"] = live["spec"]?.DeepClone();
        detail["status"] = live["status"]?.DeepClone();
        detail["children"] = Children(view);
        detail["eventsEndpoint"] = $"/katalog/{Uri.EscapeDataString(crd)}/cr/{(view.Namespace is { } ns ? $"{Uri.EscapeDataString(ns)}/" : "")}{Uri.EscapeDataString(view.Name)}/events";
        return detail;
    }

    public static JsonObject Event(JsonObject happened) => new()
    {
        ["type"] = happened["type"]?.DeepClone(),
        ["reason"] = happened["reason"]?.DeepClone(),
        ["message"] = (happened["message"] ?? happened["note"])?.DeepClone(),
        ["count"] = (happened["series"]?["count"] ?? happened["count"])?.DeepClone(),
        ["time"] = (happened["series"]?["lastObservedTime"] ?? happened["lastTimestamp"] ?? happened["eventTime"] ?? happened["metadata"]?["creationTimestamp"])?.DeepClone(),
        ["source"] = (happened["reportingComponent"] ?? happened["reportingController"] ?? happened["source"]?["component"])?.DeepClone(),
    };

    private static JsonObject About(CustomResourceView view, DateTimeOffset now) => new()
    {
        ["name"] = view.Name,
        ["namespace"] = view.Namespace,
        ["phase"] = view.Phase,
        ["ready"] = view.Ready,
        ["age"] = view.Created is { } created ? GoDuration.Of(TimeSpan.FromSeconds(Math.Max(0, Math.Floor((now - created).TotalSeconds)))) : null,
        ["generation"] = view.Generation,
    };

    /// <summary>Annotations stay at home: they hold what tools apply, in copies.</summary>
    private static JsonObject Metadata(JsonObject? live)
    {
        var shown = new JsonObject();
        foreach (var key in new[] { "name", "namespace", "uid", "generation", "resourceVersion", "creationTimestamp", "deletionTimestamp", "labels" })
        {
            if (live?[key] is { } value)
                shown[key] = value.DeepClone();
        }

        return shown;
    }

    private static JsonObject Children(CustomResourceView view)
    {
        var kinds = new JsonObject();
        foreach (var kind in view.Children.GroupBy(child => child.Kind, StringComparer.Ordinal))
            kinds[kind.Key] = new JsonArray([.. kind.Select(child => (JsonNode)new JsonObject { ["name"] = child.Name, ["namespace"] = child.Namespace, ["ready"] = child.Ready })]);
        return kinds;
    }

    private static JsonNode? Value(JsonObject live, FieldPath field, DateTimeOffset now)
    {
        var scope = new TemplateScope(live.ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal), TemplateSurroundings.At(now));
        return field.Find(scope) is { } value ? value is JsonNode node ? node.DeepClone() : TemplateValue.ToJson(value) : null;
    }
}
