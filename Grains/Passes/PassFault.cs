using System.Net;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>What an error means for the key: the connection failed, or the request did.</summary>
internal static class PassFault
{
    public static (PassResult Result, string Reason, string Message) Classify(Exception error) => error switch
    {
        PassException ended => (ended.Result, ended.Reason, ended.Message),
        RenderException => (PassResult.Failed, "RenderError", error.Message),
        KubernetesApiException { StatusCode: (int)HttpStatusCode.TooManyRequests or > 500 } => (PassResult.Unreachable, "ApiServerUnavailable", error.Message),
        KubernetesApiException { StatusCode: (int)HttpStatusCode.Conflict } => (PassResult.Unreachable, "Conflict", error.Message),
        ClusterUnreachableException or HttpRequestException or IOException or TimeoutException or OperationCanceledException => (PassResult.Unreachable, "ApiServerUnreachable", error.Message),
        _ => (PassResult.Failed, "ReconcileError", error.Message),
    };
}
