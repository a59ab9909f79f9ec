using System.Reflection;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>
/// The base of every area. A case runs by the same code on each cluster and has a namespace of its own, so that cases share a server.
/// The lists of cases on DevCluster and on the real kube-apiserver are the same by construction: two sealed subclasses of the area.
/// </summary>
public abstract class ConformanceCase(ClusterSource cluster) : IAsyncLifetime
{
    private readonly List<string> _clusterScoped = [];

    protected ITestCluster Cluster { get; private set; } = null!;

    /// <summary>The server, as an administrator.</summary>
    protected Api Api { get; private set; } = null!;

    /// <summary>This case's own namespace.</summary>
    protected string Namespace { get; } = $"case-{Guid.NewGuid().ToString("N")[..10]}";

    public async ValueTask InitializeAsync()
    {
        Cluster = await cluster(TestContext.Current.CancellationToken);
        SkipBelowFirstVersion();
        Api = new Api(Cluster.CreateHttpClient(TestUsers.Admin));
        (await Api.PostAsync("/api/v1/namespaces", $$"""{"metadata":{"name":"{{Namespace}}"} }""")).Is(201);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Api is null)
            return;
        foreach (var path in _clusterScoped)
            await Api.DeleteAsync(path);
        await Api.DeleteAsync($"/api/v1/namespaces/{Namespace}");
        Api.Dispose();
    }

    /// <summary>Path of a core resource in the case's namespace: <c>V1("configmaps/a")</c>.</summary>
    protected string V1(string resource) => $"/api/v1/namespaces/{Namespace}/{resource}";

    /// <summary>Path of a grouped resource in the case's namespace: <c>In("apps/v1", "deployments/web/status")</c>.</summary>
    protected string In(string groupVersion, string resource) => $"/apis/{groupVersion}/namespaces/{Namespace}/{resource}";

    /// <summary>Deletes a cluster-scoped object when the case is over.</summary>
    protected string DeleteAtEnd(string path)
    {
        _clusterScoped.Add(path);
        return path;
    }

    /// <summary>Creates and asserts 201.</summary>
    protected async Task<Answer> CreateAsync(string collection, string body) => (await Api.PostAsync(collection, body)).Is(201);

    /// <summary>Waits until a GET is answered as wanted.</summary>
    protected Task<Answer> WaitForAsync(string what, string path, Func<Answer, bool> wanted) =>
        Eventually.Async(what, _ => Api.GetAsync(path), wanted, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Waits until a GET is answered 404.</summary>
    protected Task<Answer> WaitUntilGoneAsync(string path) => WaitForAsync($"the end of {path}", path, answer => answer.Code == 404);

    private void SkipBelowFirstVersion()
    {
        var method = (TestContext.Current.TestMethod as Xunit.v3.IXunitTestMethod)?.Method;
        var since = method?.GetCustomAttribute<SinceAttribute>() ?? method?.DeclaringType?.GetCustomAttribute<SinceAttribute>();
        if (since is not null && Cluster.ServerVersion < since.Version)
            Assert.Skip($"{SinceAttribute.Reason} {since.Version}: {Cluster.Name}");
    }
}
