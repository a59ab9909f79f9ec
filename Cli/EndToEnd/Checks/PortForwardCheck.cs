using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>An HTTP check: of the observer's own API directly, of services and pods through <c>kubectl port-forward</c> where nodes run them. Without a comparison the status must be below 400.</summary>
/// <param name="action">What is asked.</param>
/// <param name="scope">Where.</param>
internal sealed class PortForwardCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    private const int MaxAnswer = 1024 * 1024;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private bool _waited;

    public SourcePlace Place => action.Place;

    public bool IsWatched => false;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        if (!_waited && action.Text("wait") is { } wait && Settings.Durations.TryParse(wait, out var time))
            await Task.Delay(time, scope.Clock, cancellationToken).ConfigureAwait(false);
        _waited = true;
        var lease = LeaseCheck.LeaseOf(action);
        if (scope.IsAboutOperator(lease, action.Text("service"), action.Text("pod"), action.Text("namespace")))
            return await AskAsync(scope.Health!, cancellationToken).ConfigureAwait(false);
        if (!scope.Cluster.RunsPods)
            throw new StepImpossibleException($"port-forward to {action.Text("service") ?? action.Text("pod") ?? lease}: a DevCluster runs no pods that could answer; run the file with --provider existing");
        var target = action.Text("service") is { } service ? $"service/{service}"
            : action.Text("pod") is { } pod ? $"pod/{pod}"
            : lease is not null ? $"pod/{await LeaseCheck.HolderAsync(action, lease, scope, cancellationToken).ConfigureAwait(false)}"
            : throw new StepImpossibleException("port-forward needs a service, a pod or a leaderElection");
        return await ForwardAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Look> ForwardAsync(string target, CancellationToken cancellationToken)
    {
        var kubectl = scope.Programs.Find("kubectl") ?? throw new StepImpossibleException("port-forward to pods needs kubectl, and there is none on the PATH (ORK_KUBECTL names one)");
        using var process = scope.Programs.Start(kubectl, ["port-forward", "-n", action.Text("namespace") ?? scope.Namespace, "--address", "127.0.0.1", target, $":{action.Text("port")}"]);
        using var kill = cancellationToken.Register(() => Programs.Kill(process));
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var first = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            // Forwarding from 127.0.0.1:40123 -> 8080
            var port = first?.Split("->")[0].Trim().Split(':')[^1];
            if (port is null || !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return new Look(Holds: false, $"port-forward to {target}", $"kubectl said: {(first ?? await error.ConfigureAwait(false)).Trim()}");
            return await AskAsync($"http://127.0.0.1:{port}", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Programs.Kill(process);
        }
    }

    private async Task<Look> AskAsync(string address, CancellationToken cancellationToken)
    {
        var path = action.Text("path") ?? "/";
        var what = $"{action.Text("method") ?? "GET"} {path}";
        string body;
        HttpStatusCode status;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = RequestTimeout, MaxResponseContentBufferSize = MaxAnswer };
            using var request = Request($"{address}{(path.StartsWith('/') ? "" : "/")}{path}");
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            (status, body) = (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception away) when (away is HttpRequestException or SocketException || (away is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Look(Holds: false, what, $"no answer: {away.Message}");
        }

        var seen = string.Create(CultureInfo.InvariantCulture, $" (status {(int)status})");
        Look look;
        if (action.Query is null)
            look = AnswerCheck.Compare(what, action.Assertions, body, otherwise: (int)status < 400);
        else if (Parse(body) is { } json)
            look = AnswerCheck.Compare(what, action, json);
        else
            look = new Look(Holds: false, $"{what} {action.Query.Language} {action.Query.Text}", $"an answer that is no JSON: {body.Trim()}");
        return look with { Actual = look.Actual + seen };
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(string uri)
    {
        try
        {
            return RequestOf(new Uri(uri));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new StepImpossibleException($"{action.Text("method") ?? "GET"} {action.Text("path")} cannot be asked: {wrong.Message}");
        }
    }

    private HttpRequestMessage RequestOf(Uri uri)
    {
        var request = new HttpRequestMessage(new HttpMethod(action.Text("method") ?? "GET"), uri);
        if (action.Arguments["body"] is { } body)
        {
            var isText = body.GetValueKind() is JsonValueKind.String;
            request.Content = new StringContent(isText ? (string)body! : body.ToJsonString(), Encoding.UTF8, isText ? "text/plain" : "application/json");
        }

        foreach (var (name, value) in action.Arguments["headers"] as JsonObject ?? [])
        {
            if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase) && request.Content is { } content)
                content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse((string?)value?.ToString() ?? "");
            else
                request.Headers.TryAddWithoutValidation(name, value?.ToString());
        }

        return request;
    }
}
