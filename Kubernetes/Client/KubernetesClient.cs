using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>
/// Talks to one API server about objects as JSON. Every method throws <see cref="KubernetesApiException"/> when the server answers with an error and
/// <see cref="ClusterUnreachableException"/> when it does not answer. 429 and 503 with Retry-After are waited for; reads are repeated a little after a broken
/// connection, writes never. The handler belongs to the caller and is not disposed.
/// </summary>
public sealed class KubernetesClient : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly RequestSender _sender;
    private readonly bool _isView;
    private ServerVersion? _version;

    /// <summary>A client for one server.</summary>
    /// <param name="handler">Brings requests to the server, with TLS and credentials.</param>
    /// <param name="server">The server's address; a path in it is kept before every request's.</param>
    /// <param name="counter">Counts the requests.</param>
    /// <param name="clock">For timeouts and pauses.</param>
    /// <param name="options">Timeouts and repetitions.</param>
    public KubernetesClient(HttpMessageHandler handler, Uri server, RequestCounter counter, TimeProvider clock, KubernetesClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        _invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        _sender = new RequestSender(_invoker, server, counter, clock, options);
        Server = server;
        Counter = counter;
        Options = options;
        Discovery = new Discovery(this, clock, options.DiscoveryRefreshInterval);
    }

    private KubernetesClient(KubernetesClient whole, IRequestGate gate)
    {
        _invoker = whole._invoker;
        _sender = whole._sender.Through(gate);
        _isView = true;
        Server = whole.Server;
        Counter = whole.Counter;
        Options = whole.Options;
        Discovery = whole.Discovery;
    }

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>Where watches of this client count what they have underway; null counts nothing.</summary>
    public Activity.ActivityGauge? Activity => Options.Activity;

    /// <summary>What counts the requests.</summary>
    public RequestCounter Counter { get; }

    /// <summary>Which resources the server has.</summary>
    public Discovery Discovery { get; }

    internal KubernetesClientOptions Options { get; }

    internal RequestSender Sender => _sender;

    /// <summary>The same client, every request of which waits at a gate first; discovery does not. It owns nothing: disposing it does nothing.</summary>
    public KubernetesClient Through(IRequestGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new KubernetesClient(this, gate);
    }

    /// <summary>The server's version; asked once.</summary>
    public async Task<ServerVersion> VersionAsync(CancellationToken cancellationToken) =>
        _version ??= ServerVersionReader.Read(await GetPathAsync("/version", cancellationToken).ConfigureAwait(false));

    /// <summary>The JSON at a path of the server that is no resource, as "/version" or "/openapi/v2".</summary>
    public async Task<JsonObject> GetPathAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return (await _sender.SendAsync(new ApiRequest(HttpMethod.Get, path, "get", path), cancellationToken).ConfigureAwait(false)).Object;
    }

    /// <summary>Whether /readyz says that the server is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _sender.SendAsync(new ApiRequest(HttpMethod.Get, "/readyz", "get", "/readyz") { Accept = "*/*" }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
        {
            return false;
        }
    }

    /// <summary>The object.</summary>
    /// <exception cref="KubernetesApiException">404: there is none.</exception>
    public async Task<JsonObject> GetAsync(ApiResource resource, ObjectName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return (await _sender.SendAsync(ApiRequest.Get(resource, name), cancellationToken).ConfigureAwait(false)).Object;
    }

    /// <summary>The object, or null when there is none.</summary>
    public async Task<JsonObject?> FindAsync(ApiResource resource, ObjectName name, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(resource, name, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The objects that the options select, page by page. Each carries its apiVersion and kind. When the list takes longer than the server keeps
    /// its state, the rest is of a newer state if the server offers that, and the 410 is thrown otherwise.</summary>
    public async IAsyncEnumerable<JsonObject> ListAsync(ApiResource resource, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(options);
        var lister = new Lister(this, resource, options, mayMixStates: true);
        await foreach (var obj in lister.ReadAsync(item => ListItem.Parse(item, resource), cancellationToken).ConfigureAwait(false))
            yield return obj;
    }

    /// <summary>Makes the object.</summary>
    /// <exception cref="KubernetesApiException">409 AlreadyExists, 422 Invalid, ….</exception>
    public Task<ApiAnswer> CreateAsync(ApiResource resource, JsonObject obj, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentNullException.ThrowIfNull(options);
        var path = options.Subresource is null ? ApiPath.Of(resource, obj.Namespace) : ApiPath.Of(resource, obj.ObjectName, options.Subresource);
        if (resource.Namespaced && obj.Namespace is null)
            throw new ArgumentException($"{resource.GroupResource} live in namespaces, and the object names none.", nameof(obj));
        return WriteAsync(HttpMethod.Post, path, "create", resource, obj.ObjectName, obj, "application/json", options, cancellationToken);
    }

    /// <summary>Replaces the object. With a resourceVersion in it, only that version.</summary>
    /// <exception cref="KubernetesApiException">404, 409 Conflict, 422 Invalid, ….</exception>
    public Task<ApiAnswer> ReplaceAsync(ApiResource resource, JsonObject obj, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentNullException.ThrowIfNull(options);
        var path = ApiPath.Of(resource, obj.ObjectName, options.Subresource);
        return WriteAsync(HttpMethod.Put, path, "update", resource, obj.ObjectName, obj, "application/json", options, cancellationToken);
    }

    /// <summary>Patches the object. An apply makes it when it does not exist, the others throw 404 then.</summary>
    /// <exception cref="KubernetesApiException">404, 409 Conflict (an apply without force, or a resourceVersion that is not the present one), 422 Invalid, ….</exception>
    public Task<ApiAnswer> PatchAsync(ApiResource resource, ObjectName name, PatchKind kind, JsonNode body, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        var path = ApiPath.Of(resource, name, options.Subresource);
        return WriteAsync(HttpMethod.Patch, path, VerbOf(kind), resource, name, body, MediaTypeOf(kind), options, cancellationToken);
    }

    /// <summary>Patches the object with a body that is UTF-8 JSON already; otherwise as the overload that takes a node.</summary>
    public Task<ApiAnswer> PatchAsync(ApiResource resource, ObjectName name, PatchKind kind, ReadOnlyMemory<byte> body, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(options);
        var path = ApiPath.Of(resource, name, options.Subresource);
        return SendAsync(HttpMethod.Patch, path, VerbOf(kind), resource, name, body, MediaTypeOf(kind), options, cancellationToken);
    }

    /// <summary>Deletes the object. False when there was none, which is success.</summary>
    /// <exception cref="KubernetesApiException">409: a precondition does not hold, ….</exception>
    public async Task<bool> DeleteAsync(ApiResource resource, ObjectName name, DeleteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(options);
        // Not given back to the pool: after a failure the transport may still be reading it.
        var body = new PooledBuffer(256);
        RequestBody.Write(DeleteBody.Of(options), body);
        var request = new ApiRequest(HttpMethod.Delete, ApiPath.Of(resource, name), "delete", resource.GroupResource, name.ToString())
        {
            Body = body.Written,
            ContentType = "application/json",
        };
        try
        {
            await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesApiException error) when (error.IsNotFound)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isView)
            return;
        Discovery.Dispose();
        _invoker.Dispose();
    }

    private async Task<ApiAnswer> WriteAsync(
        HttpMethod method, string path, string verb, ApiResource resource, ObjectName name, JsonNode body, string mediaType, WriteOptions options, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer();
        RequestBody.Write(body, buffer);
        var answer = await SendAsync(method, path, verb, resource, name, buffer.Written, mediaType, options, cancellationToken).ConfigureAwait(false);
        // After a failure the transport may still be reading it; then it is left to the garbage collector.
        buffer.Dispose();
        return answer;
    }

    private Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, string verb, ApiResource resource, ObjectName name, ReadOnlyMemory<byte> body, string mediaType, WriteOptions options, CancellationToken cancellationToken)
    {
        var query = ApiPath.WithQuery(
            path, ("fieldManager", options.FieldManager), ("force", options.Force is { } force ? (force ? "true" : "false") : null), ("dryRun", options.DryRun ? "All" : null));
        var request = new ApiRequest(method, query, verb, ApiRequest.CountedAs(resource, options.Subresource), name.ToString()) { Body = body, ContentType = mediaType };
        return _sender.SendAsync(request, cancellationToken);
    }

    private static string VerbOf(PatchKind kind) => kind == PatchKind.Apply ? "apply" : "patch";

    private static string MediaTypeOf(PatchKind kind) => kind switch
    {
        PatchKind.Apply => "application/apply-patch+yaml",
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Json => "application/json-patch+json",
        _ => "application/strategic-merge-patch+json",
    };
}
