using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Hooking;

/// <summary>Renders what code is asked: the custom resource as templates see it, its arguments, and the children that there are.</summary>
internal static class ReconcileRequest
{
    /// <param name="reconciler">Who is asked.</param>
    /// <param name="call">In a pass, or at the deletion.</param>
    /// <param name="scope">What templates see.</param>
    /// <param name="context">What the pass renders from.</param>
    /// <exception cref="RenderFaultException">It cannot be rendered.</exception>
    /// <exception cref="SourcePendingException">Its secret is not known yet.</exception>
    public static ExternalRequest Render(ReconcilerDefinition reconciler, ExternalCall call, TemplateScope scope, RenderContext context)
    {
        var customResource = context.CustomResource;
        var metadata = customResource["metadata"];
        var (ns, name) = ((string?)metadata?["namespace"], (string?)metadata?["name"]);
        var key = ns is null ? name : $"{ns}/{name}";
        var body = new JsonObject
        {
            ["key"] = key,
            ["gvk"] = Gvk(customResource),
            ["object"] = Shown(customResource, scope, reconciler.Payload),
        };
        var prepared = new JsonObject();
        if (reconciler.Payload.Children)
            prepared["children"] = Children(context, reconciler.Payload);
        if (scope.TryGet(ExternalRunner.Variable, out var external) && external is JsonObject answers)
            prepared["external"] = answers.DeepClone();
        body["prepared"] = prepared;
        // Arguments are no part of what makes a question another one: one with a clock in it would never be answered.
        var basis = body.ToJsonString();
        body["args"] = reconciler.Args is { } args ? Coerced(args, scope) : new JsonObject();
        return new ExternalRequest
        {
            Call = call,
            Method = "POST",
            Url = reconciler.Function is { } function ? function : Text(call.Url, scope),
            Headers = reconciler.Function is null ? [KeyValuePair.Create("Content-Type", "application/json"), KeyValuePair.Create("Accept", "application/json")] : [],
            Body = body.ToJsonString(),
            Basis = basis,
            Owner = $"{key} {(string?)metadata?["uid"]}",
            Credential = call.Auth is { } auth ? ExternalRequestRenderer.Credential(auth, scope, context) : null,
        };
    }

    private static string Text(Fragment? fragment, TemplateScope scope) =>
        fragment is null ? "" : fragment.ConstantText ?? Values.ToText(fragment.Evaluate(scope), fragment.Place) ?? "";

    /// <summary>With the names of Go's fields, as the format has it.</summary>
    private static JsonObject Gvk(JsonObject customResource)
    {
        var apiVersion = (string?)customResource["apiVersion"] ?? "";
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return new JsonObject { ["Group"] = slash < 0 ? "" : apiVersion[..slash], ["Version"] = apiVersion[(slash + 1)..], ["Kind"] = (string?)customResource["kind"] };
    }

    private static JsonObject Shown(JsonObject customResource, TemplateScope scope, PayloadFilter payload)
    {
        var shown = (JsonObject)customResource.DeepClone();
        if (scope.TryGet("spec", out var spec) && spec is JsonObject normalized)
            shown["spec"] = normalized.DeepClone();
        (shown["metadata"] as JsonObject)?.Remove("managedFields");
        PayloadFilter.Remove(shown, payload.OfObject);
        return shown;
    }

    /// <summary>By the kind in lower case, then by name; by namespace and name where two have one name.</summary>
    private static JsonObject Children(RenderContext context, PayloadFilter payload)
    {
        var all = new JsonObject();
        foreach (var child in context.Children.OrderBy(child => child.Kind, StringComparer.Ordinal).ThenBy(child => child.Namespace, StringComparer.Ordinal).ThenBy(child => child.Name, StringComparer.Ordinal))
        {
            var kind = child.Kind.ToLowerInvariant();
            if (all[kind] is not JsonObject byName)
                all[kind] = byName = [];
            var shown = ContextScope.Visible(child);
            (shown["metadata"] as JsonObject)?.Remove("managedFields");
            payload.Apply(shown, kind);
            byName[byName.ContainsKey(child.Name) ? $"{child.Namespace}/{child.Name}" : child.Name] = shown;
        }

        return all;
    }

    /// <summary>A template that gives the text of a number or truth value gives that; what is written as a text stays one, and so does a number whose text would change.</summary>
    private static JsonNode? Coerced(Fragment fragment, TemplateScope scope) => fragment switch
    {
        MapFragment map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Coerced(entry.Value, scope)))),
        ListFragment list => new JsonArray([.. list.Items.Select(item => Coerced(item, scope))]),
        ConstantFragment constant => constant.ToNode(scope),
        _ => fragment.ToNode(scope) is JsonValue value && value.TryGetValue<string>(out var text) ? Coerced(text) : fragment.ToNode(scope),
    };

    private static JsonValue Coerced(string text)
    {
        if (text is "true" or "false")
            return JsonValue.Create(text is "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && string.Equals(whole.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal))
            return JsonValue.Create(whole);
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && string.Equals(number.ToString("R", CultureInfo.InvariantCulture), text, StringComparison.Ordinal)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
