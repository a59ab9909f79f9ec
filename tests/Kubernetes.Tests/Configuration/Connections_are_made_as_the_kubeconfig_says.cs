using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Configuration;

public sealed class Connections_are_made_as_the_kubeconfig_says : IAsyncLifetime
{
    private readonly ConfigFolder _folder = new();
    private TlsServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Cluster => $"server: {_server.Address}\ncertificate-authority-data: {ConfigFolder.Base64(_server.Certificates.AuthorityPem)}";

    [Fact]
    public async Task A_token_comes_over_HTTP_2()
    {
        var seen = await AskAsync(Cluster, "token: abc");
        (Text(seen, "authorization"), Text(seen, "protocol"), Text(seen, "host")).ShouldBe(("Bearer abc", "HTTP/2", _server.Address.Authority));
    }

    [Fact]
    public async Task A_name_and_a_password_are_basic() => Text(await AskAsync(Cluster, "username: me\npassword: pw"), "authorization").ShouldBe($"Basic {ConfigFolder.Base64("me:pw")}");

    [Fact]
    public async Task Nobody_needs_nothing() => Text(await AskAsync(Cluster, "{}"), "authorization").ShouldBe("");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_client_certificate_is_shown(bool rsa, bool inline)
    {
        var (certificate, key) = _server.Certificates.Client("me", rsa);
        var user = inline
            ? $"client-certificate-data: {ConfigFolder.Base64(certificate)}\nclient-key-data: {ConfigFolder.Base64(key)}"
            : $"client-certificate: {Path.GetFileName(_folder.Write("me.crt", certificate))}\nclient-key: {_folder.Write("me.key", key)}";
        Text(await AskAsync(Cluster, user), "certificate").ShouldBe("CN=me");
    }

    [Fact]
    public async Task One_acts_as_another_user()
    {
        var seen = await AskAsync(Cluster, "token: t\nas: jane\nas-groups: [a]\nas-user-extra: {scopes: [x]}");
        (Text(seen, "user"), Text(seen, "groups"), Text(seen, "scopes")).ShouldBe(("jane", "a", "x"));
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_talked_to()
    {
        using var others = new TestCertificates("another authority");
        var error = await Should.ThrowAsync<ClusterUnreachableException>(() => AskAsync($"server: {_server.Address}\ncertificate-authority-data: {ConfigFolder.Base64(others.AuthorityPem)}", "token: abc"));
        error.Message.ShouldContain("certificate");
        await Should.ThrowAsync<ClusterUnreachableException>(() => AskAsync($"server: {_server.Address}", "token: abc"));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_unless_that_name_is_expected()
    {
        await using var named = await TlsServer.StartAsync("api.example.test", withAddress: false);
        var cluster = $"server: {named.Address}\ncertificate-authority-data: {ConfigFolder.Base64(named.Certificates.AuthorityPem)}";
        await Should.ThrowAsync<ClusterUnreachableException>(() => AskAsync(cluster, "{}"));
        await Should.ThrowAsync<ClusterUnreachableException>(() => AskAsync(cluster + "\ntls-server-name: other.example.test", "{}"));
        Text(await AskAsync(cluster + "\ntls-server-name: api.example.test", "token: t"), "authorization").ShouldBe("Bearer t");
    }

    [Fact]
    public async Task Verification_is_switched_off_only_where_the_file_says_so_and_that_is_logged()
    {
        var log = new KeptLog();
        _folder.Logger = log;
        Text(await AskAsync($"server: {_server.Address}\ninsecure-skip-tls-verify: true", "token: abc"), "authorization").ShouldBe("Bearer abc");
        log.Lines.ShouldHaveSingleItem().ShouldContain("is switched off");
        await AskAsync(Cluster, "token: abc");
        log.Lines.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_is_used(bool socks)
    {
        await using var proxy = new TunnelProxy(_server.Address, socks);
        var cluster = $"server: https://server.test:6443\nproxy-url: {(socks ? "socks5" : "http")}://me:pw@127.0.0.1:{proxy.Port}\ncertificate-authority-data: {ConfigFolder.Base64(_server.Certificates.AuthorityPem)}";
        if (socks)
            cluster = cluster.Replace("me:pw@", "", StringComparison.Ordinal);
        Text(await AskAsync(cluster, "token: abc"), "authorization").ShouldBe("Bearer abc");
        proxy.Asked[0].ShouldBe(socks ? "socks" : "CONNECT server.test:6443 HTTP/1.1");
    }

    [Fact]
    public async Task A_token_file_is_read_again_each_minute_and_when_the_server_wants_another()
    {
        _folder.Write("token", "one\n");
        using var session = Open(Cluster, "tokenFile: token");
        (await session.AuthorizationAsync()).ShouldBe("Bearer one");
        _folder.Write("token", "two");
        _folder.Clock.Advance(TimeSpan.FromSeconds(59));
        (await session.AuthorizationAsync()).ShouldBe("Bearer one");
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        (await session.AuthorizationAsync()).ShouldBe("Bearer two");
        _folder.Write("token", "three");
        _server.Rejected.Add("Bearer two");
        (await session.AuthorizationAsync()).ShouldBe("Bearer three");
        _server.Rejected.Add("Bearer three");
        (await Should.ThrowAsync<KubernetesApiException>(session.AuthorizationAsync)).StatusCode.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_file_that_is_missing_is_told()
    {
        var error = await Should.ThrowAsync<ClusterUnreachableException>(() => AskAsync(Cluster, "tokenFile: nowhere"));
        error.InnerException.ShouldBeOfType<KubeconfigException>().Id.ShouldBe("ORK2018");
    }

    [Fact]
    public async Task The_service_account_of_a_pod_is_followed_when_its_token_is_rotated()
    {
        _folder.Write("serviceaccount/token", "one");
        _folder.Write("serviceaccount/ca.crt", _server.Certificates.AuthorityPem);
        _folder.Variables["KUBERNETES_SERVICE_HOST"] = "127.0.0.1";
        _folder.Variables["KUBERNETES_SERVICE_PORT"] = _server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var session = new Session(Kubeconfig.Resolve(null, null, _folder.Environment));
        (await session.AuthorizationAsync()).ShouldBe("Bearer one");
        _folder.Write("serviceaccount/token", "two");
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        (await session.AuthorizationAsync()).ShouldBe("Bearer two");
    }

    public async ValueTask InitializeAsync() => _server = await TlsServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static string? Text(JsonObject obj, string name) => (string?)obj[name];

    private Session Open(string cluster, string user) => new(Kubeconfig.Resolve(_folder.Config(cluster, user), null, _folder.Environment));

    private async Task<JsonObject> AskAsync(string cluster, string user)
    {
        using var session = Open(cluster, user);
        return await session.AskAsync();
    }

    private sealed class KeptLog : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
