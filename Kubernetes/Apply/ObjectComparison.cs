using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Apply;

/// <summary>Compares one desired object with its live one, as <see cref="KubernetesEquality"/> says.</summary>
internal sealed class ObjectComparison(JsonObject live)
{
    private bool _quantities;

    public bool Satisfied(JsonObject desired, OwnedNode? owned)
    {
        foreach (var (name, value) in desired)
        {
            _quantities = !QuantityPaths.IsFreeText(name);
            var same = name switch
            {
                "apiVersion" => SameGroup(Text(value), live.ApiVersion),
                "stringData" when live.Kind is "Secret" => SameSecret(value as JsonObject),
                _ => Same(value, live[name], owned?.Field(name), "", name),
            };
            if (!same)
                return false;
        }

        return true;
    }

    private bool Same(JsonNode? desired, JsonNode? present, OwnedNode? owned, string parent, string field)
    {
        if (desired is null)
            return true;
        if (IsEmpty(desired) && IsEmpty(present))
            return true;
        if (present is null && owned is { IsLeaf: true } && IsZero(desired))
            return true;
        return (desired, present) switch
        {
            (JsonObject wanted, null) => wanted.All(property => Same(property.Value, null, owned?.Field(property.Key), field, property.Key)),
            (JsonObject wanted, JsonObject obj) => SameFields(wanted, obj, owned, field),
            (JsonArray wanted, JsonArray items) => SameItems(wanted, items, owned, parent, field),
            (JsonValue wanted, JsonValue value) => SameValues(wanted, value, parent, field),
            _ => false,
        };
    }

    private bool SameFields(JsonObject desired, JsonObject present, OwnedNode? owned, string field)
    {
        foreach (var (name, value) in desired)
        {
            if (!Same(value, present[name], owned?.Field(name), field, name))
                return false;
        }

        return true;
    }

    private bool SameItems(JsonArray desired, JsonArray present, OwnedNode? owned, string parent, string field)
    {
        var step = owned is { Children: [var first, ..] } ? first.Step : OwnedStep.Index;
        if (step == OwnedStep.Key)
            return desired.All(item => SameKeyedItem(item, present, owned!, parent, field));
        if (step == OwnedStep.Value)
            return desired.All(item => present.Any(other => JsonEquality.Same(item, other)));
        if (desired.Count != present.Count)
            return false;
        for (var at = 0; at < desired.Count; at++)
        {
            if (!SameItem(desired[at], present[at], null, parent, field))
                return false;
        }

        return true;
    }

    private bool SameKeyedItem(JsonNode? desired, JsonArray present, OwnedNode list, string parent, string field)
    {
        if (desired is not JsonObject wanted)
            return false;
        // A key field that the item leaves out was filled in by the server; the item with the most key fields of its own is the one that is meant.
        var owned = list.Children.Where(child => child.Key is JsonObject keys && Fits(wanted, keys))
            .MaxBy(child => ((JsonObject)child.Key!).Count(key => wanted.ContainsKey(key.Key)));
        return owned?.FindItem(present) is { } item && Same(wanted, item, owned, parent, field);
    }

    private bool SameItem(JsonNode? desired, JsonNode? present, OwnedNode? owned, string parent, string field) =>
        desired is null ? present is null : Same(desired, present, owned, parent, field);

    private bool SameValues(JsonValue desired, JsonValue present, string parent, string field)
    {
        if (JsonEquality.SameValues(desired, present))
            return true;
        if (NumberOrText(desired) is not { } wanted || NumberOrText(present) is not { } value)
            return false;
        if (desired.GetValueKind() != present.GetValueKind() && string.Equals(wanted, value, StringComparison.Ordinal))
            return true;
        return _quantities && QuantityPaths.Holds(parent, field) && Quantity.AreEqual(wanted, value);
    }

    private bool SameSecret(JsonObject? desired)
    {
        foreach (var (name, value) in desired ?? [])
        {
            if (Text(value) is not { Length: > 0 } text)
                continue;
            if (!string.Equals(Text((live["data"] as JsonObject)?[name]), Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool SameGroup(string desired, string present) => string.Equals(GroupOf(desired), GroupOf(present), StringComparison.Ordinal);

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? apiVersion[..slash] : "";

    private static bool Fits(JsonObject item, JsonObject keys)
    {
        foreach (var (name, value) in keys)
        {
            if (item.TryGetPropertyValue(name, out var own) && !JsonEquality.Same(own, value))
                return false;
        }

        return true;
    }

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject obj => obj.Count == 0,
        JsonArray array => array.Count == 0,
        _ => Text(node).Length == 0 && node.GetValueKind() == JsonValueKind.String,
    };

    private static bool IsZero(JsonNode node) =>
        node is JsonValue value && value.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.Number => JsonNumber.Canonical(value) is "0",
            _ => false,
        };

    private static string? NumberOrText(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => JsonNumber.Canonical(value),
        _ => null,
    };

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
