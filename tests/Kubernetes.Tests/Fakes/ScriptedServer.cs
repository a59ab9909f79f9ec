using System.Net;
using System.Text;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>An HTTP handler that keeps every request and answers as the test says.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly List<SeenRequest> _requests = [];
    private readonly Queue<Func<SeenRequest, HttpResponseMessage>> _answers = new();
    private Func<SeenRequest, HttpResponseMessage>? _always;

    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public ScriptedServer Answer(string json, int status = 200, params (string Name, string Value)[] headers) => Answer(_ => Json(json, status, headers));

    public ScriptedServer Answer(Func<SeenRequest, HttpResponseMessage> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedServer Always(Func<SeenRequest, HttpResponseMessage> answer)
    {
        _always = answer;
        return this;
    }

    public KubernetesClient Client(TimeProvider? clock = null, KubernetesClientOptions? options = null, RequestCounter? counter = null, string server = "https://server.test:6443") =>
        new(this, new Uri(server), counter ?? new RequestCounter(), clock ?? TimeProvider.System, options ?? new KubernetesClientOptions());

    public static HttpResponseMessage Json(string json, int status = 200, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Stream(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    public static string Status(int code, string reason, string message) =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{code}}}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var seen = new SeenRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Content?.Headers.NonValidated["Content-Type"].ToString() ?? "", headers);
        Func<SeenRequest, HttpResponseMessage> answer;
        lock (_requests)
        {
            _requests.Add(seen);
            answer = _answers.Count > 0 ? _answers.Dequeue() : _always ?? throw new InvalidOperationException($"Nobody said how to answer {seen.Method} {seen.Path}.");
        }

        return answer(seen);
    }
}
