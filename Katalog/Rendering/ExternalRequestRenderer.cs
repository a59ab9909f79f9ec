using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders what an external call sends.</summary>
internal static class ExternalRequestRenderer
{
    private const string ContentType = "Content-Type";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    /// <exception cref="RenderFaultException">It cannot be rendered.</exception>
    /// <exception cref="SourcePendingException">Its secret is not known yet.</exception>
    public static ExternalRequest Render(ExternalCall call, TemplateScope scope, RenderContext context)
    {
        if (call.Protocol is "postgres")
            return Statement(call, scope, context);
        var isQuery = call.Protocol is "prometheus";
        var url = Text(call.Url, scope);
        var headers = Headers(call, scope);
        var body = isQuery ? null : Body(call, scope, headers);
        return new ExternalRequest
        {
            Call = call,
            Method = isQuery ? "GET" : Method(call, scope),
            Url = isQuery ? $"{url.TrimEnd('/')}/api/v1/query?query={Uri.EscapeDataString(Text(call.Query, scope))}" : url,
            Headers = headers,
            Body = body,
            Credential = call.Auth is { } auth ? Credential(auth, scope, context) : null,
        };
    }

    /// <summary>A query of a database.</summary>
    private static ExternalRequest Statement(ExternalCall call, TemplateScope scope, RenderContext context) => new()
    {
        Call = call,
        Method = "POSTGRES",
        Url = Text(call.Url, scope),
        Body = Text(call.Query, scope),
        Arguments = [.. call.Arguments?.Items.Select(item => Values.ToText(item.Evaluate(scope), item.Place)) ?? []],
        Credential = call.Auth is { } auth ? Credential(auth, scope, context) : null,
    };

    private static string Text(Fragment? fragment, TemplateScope scope) =>
        fragment is null ? "" : fragment.ConstantText ?? Values.ToText(fragment.Evaluate(scope), fragment.Place) ?? "";

    private static string Method(ExternalCall call, TemplateScope scope)
    {
        if (call.Method is null)
            return "GET";
        var method = Text(call.Method, scope);
        return Methods.Contains(method, StringComparer.Ordinal) ? method : throw new RenderFaultException(call.Method.Place, $"the method is one of {string.Join(", ", Methods)}, and this gives \"{method}\"");
    }

    private static List<KeyValuePair<string, string>> Headers(ExternalCall call, TemplateScope scope)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, fragment) in call.Headers?.Entries ?? [])
        {
            var value = Text(fragment, scope);
            if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
                throw new RenderFaultException(fragment.Place, $"the header {name} is one line, and this gives several");
            headers.Add(KeyValuePair.Create(name, value));
        }

        return headers;
    }

    /// <summary>A map or list is sent as JSON; a text as it is.</summary>
    private static string? Body(ExternalCall call, TemplateScope scope, List<KeyValuePair<string, string>> headers)
    {
        if (call.Body is not { } fragment)
            return null;
        var node = fragment.ToNode(scope);
        var body = node is JsonObject or JsonArray ? node.ToJsonString() : Values.ToText(fragment.Evaluate(scope), fragment.Place) ?? "";
        if (!headers.Exists(header => string.Equals(header.Key, ContentType, StringComparison.OrdinalIgnoreCase)))
            headers.Add(KeyValuePair.Create(ContentType, body.AsSpan().TrimStart() is ['{' or '[', ..] ? "application/json" : "text/plain; charset=utf-8"));
        return body;
    }

    /// <exception cref="RenderFaultException">There is no such secret, or key in it.</exception>
    /// <exception cref="SourcePendingException">The secret is not known yet.</exception>
    public static ExternalCredential Credential(ExternalAuth auth, TemplateScope scope, RenderContext context)
    {
        if (auth.SecretName is null)
            return new ExternalCredential(auth.Header, auth.Variable, null);
        var name = Text(auth.SecretName, scope);
        var ns = Text(auth.SecretNamespace, scope) is { Length: > 0 } given ? given : (string?)context.CustomResource["metadata"]?["namespace"] ?? throw new RenderFaultException(auth.Place, "the secret of a cluster-scoped custom resource needs a namespace");
        var secret = new WatchedWorld(context.Children, context.Sources).Secret(ns, name, auth.Place) ?? throw new RenderFaultException(auth.Place, $"there is no secret {ns}/{name}");
        var value = (string?)secret["data"]?[auth.SecretKey] ?? throw new RenderFaultException(auth.Place, $"the secret {ns}/{name} has no key {auth.SecretKey}");
        try
        {
            return new ExternalCredential(auth.Header, null, Encoding.UTF8.GetString(Convert.FromBase64String(value)).Trim());
        }
        catch (FormatException)
        {
            throw new RenderFaultException(auth.Place, $"the key {auth.SecretKey} of the secret {ns}/{name} is no base64");
        }
    }
}
