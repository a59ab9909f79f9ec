using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Real;

public sealed class Kubeconfig_on_a_real_server(RealClusterFixture fixture) : IDisposable
{
    private readonly ConfigFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kubeconfig_that_kubectl_uses_works_here_too()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        _folder.Variables["KUBECONFIG"] = cluster.KubeconfigPath(TestUsers.Admin);
        (await ReadAsync(Kubeconfig.Resolve(null, null, _folder.Environment))).ShouldBe("default");
    }

    [Fact]
    public async Task A_plugin_signs_in()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        _folder.Script("plugin", $$$"""printf '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"{{{cluster.Token(TestUsers.Admin)}}}"}}'""");
        var file = _folder.Config(Cluster(cluster), "exec:\n  apiVersion: client.authentication.k8s.io/v1beta1\n  command: ./plugin");
        (await ReadAsync(Kubeconfig.Resolve(file, null, _folder.Environment))).ShouldBe("default");
    }

    [Fact]
    public async Task A_token_that_is_rotated_in_its_file_is_taken_after_a_401()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        _folder.Write("token", "outdated");
        var connection = Kubeconfig.Resolve(_folder.Config(Cluster(cluster), "tokenFile: token"), null, _folder.Environment);
        using var handler = connection.CreateHandler();
        using var client = new KubernetesClient(handler, connection.Server, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(Some.Namespaces, new(null, "default"), Ct))).Reason.ShouldBe("Unauthorized");
        _folder.Write("token", cluster.Token(TestUsers.Admin));
        (await client.GetAsync(Some.Namespaces, new(null, "default"), Ct))["kind"]!.GetValue<string>().ShouldBe("Namespace");
    }

    [Fact]
    public async Task Somebody_without_rights_is_told_so()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        var error = await Should.ThrowAsync<KubernetesApiException>(() => ReadAsync(Kubeconfig.Resolve(cluster.KubeconfigPath(TestUsers.Guest), null, _folder.Environment)));
        (error.StatusCode, error.Reason).ShouldBe((403, "Forbidden"));
        error.Message.ShouldStartWith("The API server refused to get namespaces \"default\": 403 Forbidden: namespaces \"default\" is forbidden");
    }

    [Fact]
    public async Task One_acts_as_somebody_without_rights()
    {
        var cluster = await fixture.ClusterAsync(Ct);
        var file = _folder.Config(Cluster(cluster), $"token: {cluster.Token(TestUsers.Admin)}\nas: nobody\nas-groups: [nothing]");
        var error = await Should.ThrowAsync<KubernetesApiException>(() => ReadAsync(Kubeconfig.Resolve(file, null, _folder.Environment)));
        error.ServerMessage.ShouldContain("User \"nobody\" cannot get");
    }

    public void Dispose() => _folder.Dispose();

    private static string Cluster(ControlPlane cluster) => $"server: {cluster.Address}\ncertificate-authority-data: {ConfigFolder.Base64(cluster.CaCertificate.ExportCertificatePem())}";

    private static async Task<string> ReadAsync(ClusterConnection connection)
    {
        using var handler = connection.CreateHandler();
        using var client = new KubernetesClient(handler, connection.Server, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        return (string)(await client.GetAsync(Some.Namespaces, new(null, "default"), Ct))["metadata"]!["name"]!;
    }
}
