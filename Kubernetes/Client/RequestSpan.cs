using System.Diagnostics;
using System.Globalization;
using Span = System.Diagnostics.Activity;

namespace Orkestra.Kubernetes.Client;

/// <summary>The span of one request, where somebody traces what it belongs to. Names are OpenTelemetry's for HTTP clients.</summary>
internal static class RequestSpan
{
    /// <summary>The name of the ActivitySource.</summary>
    public const string SourceName = "Orkestra.Kubernetes";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Null where nobody listens, and for requests that belong to nothing, such as watches.</summary>
    public static Span? Begin(ApiRequest request, Uri server, DateTimeOffset now)
    {
        if (Span.Current is not { } parent)
            return null;
        return Source.StartActivity($"{request.Verb} {request.Resource}", ActivityKind.Client, parent.Context, startTime: now)?
            .SetTag("http.request.method", request.Method.Method)
            .SetTag("server.address", server.Host)
            .SetTag("server.port", server.Port)
            .SetTag("k8s.verb", request.Verb)
            .SetTag("k8s.resource", request.Resource)
            .SetTag("k8s.object", request.Name);
    }

    /// <param name="span">What began.</param>
    /// <param name="statusCode">What was answered; 0: nothing.</param>
    /// <param name="now">The time.</param>
    public static void End(this Span span, int statusCode, DateTimeOffset now)
    {
        if (statusCode > 0)
            span.SetTag("http.response.status_code", statusCode);
        if (statusCode is 0 or >= 400)
            span.SetTag("error.type", statusCode is 0 ? "unreachable" : statusCode.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        span.SetEndTime(now.UtcDateTime).Dispose();
    }
}
