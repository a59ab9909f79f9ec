using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Budgets;
using Orkestra.Grains.External;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Hooking;
using Orkestra.Silo.Hosting;
using Orkestra.Silo.Definitions;
using Orkestra.Silo.Http;
using Orkestra.Silo.Metrics;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Waiting;
using Shouldly;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>A namespace and an API group of its own on a test cluster, with an observer that can be started and stopped, and hands to change things as other users would.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ITestCluster _cluster;
    private readonly KubernetesClient _admin;
    private HttpMessageHandler? _handler;
    private LocalSilo? _silo;
    private KatalogDefinition? _katalog;
    private PrometheusMetrics? _metrics;
    private RequestMark _mark;

    private World(ITestCluster cluster, string id)
    {
        _cluster = cluster;
        Group = $"{id}.orkestra.test";
        Namespace = id;
        _admin = ClientOf(TestUsers.Admin, out _);
    }

    public string Group { get; }

    public string Namespace { get; }

    public FaultHandler Faults { get; private set; } = null!;

    public IFleet Fleet => _silo!.Fleet;

    public KubernetesClient Admin => _admin;

    public static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public static async Task<World> CreateAsync(ITestCluster cluster)
    {
        var world = new World(cluster, "t" + Guid.NewGuid().ToString("n")[..10]);
        await world.CreateAsync($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{world.Namespace}}}"}}""");
        return world;
    }

    /// <summary>Makes a CRD of this world's group and waits until it is established.</summary>
    public async Task DefineAsync(string kind, string schema = """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""", bool statusSubresource = true, string scope = "Namespaced", string version = "v1")
    {
        var plural = Plural(kind);
        var subresources = statusSubresource ? ""","subresources":{"status":{}}""" : "";
        await CreateAsync($$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{plural}}}.{{{Group}}}"},
             "spec":{"group":"{{{Group}}}","scope":"{{{scope}}}","names":{"kind":"{{{kind}}}","plural":"{{{plural}}}","singular":"{{{kind.ToLowerInvariant()}}}"},
             "versions":[{"name":"{{{version}}}","served":true,"storage":true,"schema":{"openAPIV3Schema":{{{schema}}}}{{{subresources}}}}]}}
            """);
        await Eventually.Async($"{kind} is served", async ct => (await _admin.GetPathAsync($"/apis/{Group}/{version}", ct))["resources"]!.AsArray().Any(r => (string?)r!["kind"] == kind), cancellationToken: Token);
    }

    public async Task<KatalogDefinition> LoadAsync(string yaml)
    {
        var loaded = await new KatalogLoader(new MemorySource(yaml.Replace("GROUP", Group, StringComparison.Ordinal))).LoadAsync("katalog.yaml", Token);
        loaded.Katalog.ShouldNotBeNull(string.Join('\n', loaded.Diagnostics));
        return loaded.Katalog;
    }

    /// <summary>Starts an observer, as a new process would: it knows nothing.</summary>
    public async Task StartAsync(string yaml, TimeProvider? clock = null, IExternalCaller? external = null, Action<HttpRequestMessage>? before = null, ApiLimit? limit = null, HookCatalog? hooks = null, Func<HttpRequestMessage, (int Code, string Reason, string Message)?>? refuse = null)
    {
        _mark = _cluster.MarkRequests();
        var client = ClientOf(TestUsers.Orkestra, out var handler);
        _handler = handler;
        (Faults.Before, Faults.Refuse) = (before, refuse);
        _katalog = await LoadAsync(yaml);
        _silo = new LocalSilo(client, [_katalog], new SiloOptions { ExternalCaller = external, ApiLimit = limit, Hooks = hooks }, clock ?? TimeProvider.System, NullLoggerFactory.Instance);
        _silo.Start();
    }

    /// <summary>Gives the running observer other definitions.</summary>
    public async Task ReplaceAsync(params string[] yamls)
    {
        var katalogs = new List<KatalogDefinition>();
        foreach (var yaml in yamls)
            katalogs.Add(await LoadAsync(yaml));
        await _silo!.ReplaceAsync(katalogs, Token);
    }

    /// <summary>Serves the live API of the observer.</summary>
    public async Task<HealthServer> ServeAsync()
    {
        var lifetime = new SiloLifetime(TimeProvider.System);
        lifetime.MarkRunning();
        _metrics ??= new PrometheusMetrics("none");
        return await HealthServer.StartAsync(new HealthApi(Fleet, new RunningDefinitions([_katalog!]), _metrics, lifetime, TimeProvider.System), new IPEndPoint(IPAddress.Loopback, 0), NullLoggerFactory.Instance, Token);
    }

    /// <summary>Ends the observer between two requests.</summary>
    public async Task StopAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _handler?.Dispose();
        _silo = null;
        _handler = null;
    }

    /// <summary>The namespace of this world, or null when it is gone.</summary>
    public async Task<JsonObject?> NamespaceAsync() => await _admin.FindAsync(await ResourceOf("Namespace"), new ObjectName(null, Namespace), Token);

    /// <summary>From here on requests are counted.</summary>
    public void Mark() => _mark = _cluster.MarkRequests();

    /// <summary>What the observer of this world asked of the server since the mark, watches and discovery left out.</summary>
    public async Task<IReadOnlyList<ServerRequest>> RequestsAsync() =>
        [.. (await _cluster.RequestsAsync(TestUsers.Orkestra, _mark, Token))
            .Where(request => request.ConcernsObjects && request.Verb != "watch" && request.Resource != "events" && request.UserAgent.EndsWith(Namespace, StringComparison.Ordinal))];

    /// <summary>The Kubernetes events that are told of this object, as the server has them.</summary>
    public async Task<IReadOnlyList<JsonObject>> EventsAsync(string name) =>
        [.. (await ListAsync("Event")).Where(each => (string?)each["regarding"]?["name"] == name)];

    /// <summary>Requests of the observer for events since the mark.</summary>
    public async Task<int> EventRequestsAsync() =>
        (await _cluster.RequestsAsync(TestUsers.Orkestra, _mark, Token)).Count(request => request.Resource == "events" && request.UserAgent.EndsWith(Namespace, StringComparison.Ordinal));

    public async Task<IReadOnlyList<ServerRequest>> WritesAsync() => [.. (await RequestsAsync()).Where(request => request.Writes)];

    public async Task<JsonObject> CreateAsync(string json)
    {
        var obj = JsonNode.Parse(json)!.AsObject();
        return (await _admin.CreateAsync(await ResourceOf(obj), obj, new WriteOptions { FieldManager = "somebody" }, Token)).Object;
    }

    /// <summary>Makes a custom resource of this world's group in its namespace.</summary>
    public Task<JsonObject> CreateAsync(string kind, string name, string spec) =>
        CreateAsync($$$"""{"apiVersion":"{{{Group}}}/v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}"},"spec":{{{spec}}}}""");

    public async Task<JsonObject?> FindAsync(string kind, string name) => await _admin.FindAsync(await ResourceOf(kind), new ObjectName(Namespace, name), Token);

    public async Task<JsonObject> PatchAsync(string kind, string name, string mergePatch, string? subresource = null) =>
        (await _admin.PatchAsync(await ResourceOf(kind), new ObjectName(Namespace, name), PatchKind.Merge, JsonNode.Parse(mergePatch)!, new WriteOptions { FieldManager = "somebody", Subresource = subresource }, Token)).Object;

    public async Task DeleteAsync(string kind, string name, PropagationPolicy propagation = PropagationPolicy.Background) =>
        await _admin.DeleteAsync(await ResourceOf(kind), new ObjectName(Namespace, name), new DeleteOptions { Propagation = propagation }, Token);

    /// <summary>Waits until the object is as wanted.</summary>
    public Task<JsonObject?> UntilAsync(string what, string kind, string name, Func<JsonObject?, bool> wanted, TimeSpan? timeout = null) =>
        Eventually.Async(what, _ => FindAsync(kind, name), wanted, timeout, Token);

    /// <summary>Waits until the last pass of this custom resource succeeded in its present generation and no pass is due now. One that is due at a time, as a rotation is, may be.</summary>
    public Task UntilSettledAsync(string box, params string[] names) => Eventually.Async(
        $"{string.Join(", ", names)} settled",
        async ct => (Box: await Fleet.FindBoxAsync(box, ct), Resources: await Fleet.ListResourcesAsync(box, ct)),
        seen => seen.Box is { QueueDepth: 0, Processing: 0 }
            && names.All(name => seen.Resources.Any(view => view.Name == name && view.Reason == "ReconcileSucceeded")),
        TimeSpan.FromSeconds(60), Token);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _metrics?.Dispose();
        foreach (var crd in await ListAsync("CustomResourceDefinition"))
        {
            if (crd.Name.EndsWith(Group, StringComparison.Ordinal))
                await _admin.DeleteAsync(await ResourceOf("CustomResourceDefinition"), crd.ObjectName, DeleteOptions.Default, CancellationToken.None);
        }

        await _admin.DeleteAsync(await ResourceOf("Namespace"), new ObjectName(null, Namespace), DeleteOptions.Default, CancellationToken.None);
        _admin.Dispose();
    }

    public async Task<IReadOnlyList<JsonObject>> ListAsync(string kind)
    {
        var resource = await ResourceOf(kind);
        var found = new List<JsonObject>();
        await foreach (var item in _admin.ListAsync(resource, new ListOptions { Namespace = resource.Namespaced ? Namespace : null }, CancellationToken.None))
            found.Add(item);
        return found;
    }

    private static string Plural(string kind) => kind.ToLowerInvariant() + "s";

    private KubernetesClient ClientOf(string user, out HttpMessageHandler handler)
    {
        handler = new HttpClientHandlerAdapter(_cluster.CreateHttpClient(user));
        if (user == TestUsers.Orkestra)
            handler = Faults = new FaultHandler(handler, Namespace);
        return new KubernetesClient(handler, _cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions { DiscoveryRefreshInterval = TimeSpan.FromMilliseconds(50) });
    }

    private Task<ApiResource> ResourceOf(JsonObject obj) => ResourceOf(GroupVersionKind.Of(obj));

    private Task<ApiResource> ResourceOf(string kind) => ResourceOf(kind switch
    {
        "Deployment" => new GroupVersionKind("apps", "v1", kind),
        "ConfigMap" or "Service" or "Secret" or "Pod" or "Namespace" or "ServiceAccount" => new GroupVersionKind("", "v1", kind),
        "Event" => new GroupVersionKind("events.k8s.io", "v1", kind),
        "Job" => new GroupVersionKind("batch", "v1", kind),
        "CustomResourceDefinition" => new GroupVersionKind("apiextensions.k8s.io", "v1", kind),
        _ => new GroupVersionKind(Group, "v1", kind),
    });

    private async Task<ApiResource> ResourceOf(GroupVersionKind kind)
    {
        if (kind.Group == Group)
            return new ApiResource(Group, kind.Version, Plural(kind.Kind), kind.Kind.ToLowerInvariant(), kind.Kind, kind.Kind != "Estate", [], [], true, false);
        return await _admin.Discovery.FindAsync(kind, Token) ?? throw new InvalidOperationException($"{kind} is not served");
    }
}
