using System.Net;
using Orkestra.TestKit.DevClusters;

namespace Orkestra.DevCluster.Tests.Serving;

/// <summary>The server on TLS.</summary>
public sealed class SocketTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_without_a_token_is_refused()
    {
        await using var cluster = await DevClusterFixture.StartAsync(Cancelled);
        using var client = cluster.CreateHttpClient("admin");
        client.DefaultRequestHeaders.Authorization = null;

        (await client.GetAsync("/api/v1/namespaces", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token("admin")[..^1] + "x");
        (await client.GetAsync("/api/v1/namespaces", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token("admin"));
        (await client.GetAsync("/api/v1/namespaces", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Both_versions_of_http_are_spoken(int major)
    {
        await using var cluster = await DevClusterFixture.StartAsync(Cancelled);
        using var client = cluster.CreateHttpClient("admin");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version") { Version = new Version(major, major == 1 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var response = await client.SendAsync(request, Cancelled);

        response.Version.Major.ShouldBe(major);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldContain("\"gitVersion\":\"v1.35.0\"");
    }

    [Fact]
    public async Task A_restart_keeps_the_address_and_cuts_connections()
    {
        await using var cluster = await DevClusterFixture.StartAsync(Cancelled);
        var address = cluster.Address;
        using var client = cluster.CreateHttpClient("admin");
        using var watch = await client.GetAsync("/api/v1/namespaces?watch=true", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var events = await watch.Content.ReadAsStreamAsync(Cancelled);
        var read = Drain(events);

        await cluster.RestartAsync(Cancelled);

        await Should.ThrowAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        read.IsCompleted.ShouldBeTrue();
        cluster.Address.ShouldBe(address);
        (await client.GetAsync("/api/v1/namespaces/default", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_kubeconfig_names_the_address_the_authority_and_the_token()
    {
        await using var cluster = await DevClusterFixture.StartAsync(Cancelled);

        var text = await File.ReadAllTextAsync(cluster.KubeconfigPath("orkestra"), Cancelled);

        text.ShouldContain($"server: {cluster.Address.GetLeftPart(UriPartial.Authority)}");
        text.ShouldContain($"token: {cluster.Token("orkestra")}");
        text.ShouldContain("certificate-authority-data: ");
    }

    private static async Task Drain(Stream stream)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, Cancelled) > 0)
        {
        }
    }
}
