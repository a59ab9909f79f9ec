using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Cross reads from another runtime: what is asked, and what templates see of the answer.</summary>
internal static class RemoteCross
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>What the other runtime says.</summary>
    /// <exception cref="ExternalPendingException">The answer is not there yet.</exception>
    /// <exception cref="SourcePendingException">The secret of the token is not known yet.</exception>
    /// <exception cref="RenderFaultException">The question cannot be rendered.</exception>
    public static JsonObject View(CrossQuery query, TemplateScope scope, RenderContext context)
    {
        if (context.External is not { } answers)
            return Nothing("");
        if (Unaskable(query) is { } part)
            return Nothing($"{part} is no name of an object");
        var call = query.Read.Question!;
        var answer = answers.Ask(new ExternalRequest { Call = call, Method = "GET", Url = Url(query), Credential = call.Auth is { } auth ? ExternalRequestRenderer.Credential(auth, scope, context) : null });
        if (call.FaultOf(answer) is { Length: > 0 } fault)
            return Nothing(fault);
        if (answer.StatusCode == 404)
            return Nothing("");
        return Parse(answer) is { } json ? Of(query, json) : Nothing("the answer is no JSON object");
    }

    private static JsonObject Nothing(string error) => error.Length == 0 ? new JsonObject { ["found"] = false } : new JsonObject { ["found"] = false, ["error"] = error };

    /// <summary>What no object can be called is not asked for: <c>..</c> would name another address. Null: it can be asked.</summary>
    private static string? Unaskable(CrossQuery query) => query.Read is { Endpoint: null or "", Protocol: "cr" or "events" }
        ? new[] { query.Name, NamespaceOf(query) }.FirstOrDefault(static part => !string.IsNullOrEmpty(part) && !KubeValidationFunctions.IsSubdomain(part))
        : null;

    private static string? NamespaceOf(CrossQuery query) => query.Read.SourceNamespace ?? query.Namespace;

    private static JsonObject Of(CrossQuery query, JsonObject json)
    {
        var view = new JsonObject { ["found"] = true };
        switch (query.Read.Protocol)
        {
            case "cr":
                Add(view, query.Projection.Apply(json));
                break;
            case "metrics":
                view["metrics"] = (json["metrics"] ?? json).DeepClone();
                break;
            case "events":
                view["events"] = json["items"]?.DeepClone() ?? new JsonArray();
                break;
            default:
                view[query.Read.Protocol] = json.DeepClone();
                break;
        }

        return view;
    }

    private static void Add(JsonObject view, JsonObject parts)
    {
        // These two are what we say of the read.
        foreach (var (key, value) in parts.Where(static part => part.Key is not ("failed" or "error")))
            view.TryAdd(key, value?.DeepClone());
    }

    private static string Url(CrossQuery query)
    {
        var read = query.Read;
        var host = read.Host!.TrimEnd('/');
        if (read.Endpoint is { Length: > 0 } endpoint)
            return $"{host}/{endpoint.TrimStart('/')}";
        var entry = $"{host}/katalog/{Uri.EscapeDataString(read.Entry!)}";
        var ns = NamespaceOf(query);
        var one = $"{entry}/cr/{(ns is { Length: > 0 } ? $"{Uri.EscapeDataString(ns)}/" : "")}{Uri.EscapeDataString(query.Name ?? "")}";
        return read.Protocol switch
        {
            "health" => $"{entry}/health",
            "metrics" or "info" => entry,
            "events" => $"{one}/events",
            _ => one,
        };
    }

    private static JsonObject? Parse(ExternalAnswer answer)
    {
        try
        {
            return answer is { IsWhole: true, Body.Length: > 0 } ? JsonNode.Parse(answer.Body, documentOptions: Strict) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
