using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Configuration;

public sealed class Plugins_make_credentials : IAsyncLifetime
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private readonly ConfigFolder _folder = new();
    private TlsServer _server = null!;

    private string Cluster => $"server: {_server.Address}\ncertificate-authority-data: {ConfigFolder.Base64(_server.Certificates.AuthorityPem)}";

    private int Runs => File.Exists(_folder.At("runs")) ? File.ReadAllLines(_folder.At("runs")).Length : 0;

    [Fact]
    public async Task A_token_is_kept_until_it_expires()
    {
        CountingPlugin($"\"expirationTimestamp\":\"{_folder.Clock.GetUtcNow().AddMinutes(5):O}\",");
        using var session = Open("command: ./plugin");
        (await session.AuthorizationAsync()).ShouldBe("Bearer token-1");
        _folder.Clock.Advance(TimeSpan.FromMinutes(4));
        (await session.AuthorizationAsync()).ShouldBe("Bearer token-1");
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        (await session.AuthorizationAsync()).ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task A_token_without_expiry_is_kept_until_the_server_rejects_it_and_many_wait_for_one_run()
    {
        CountingPlugin("");
        using var session = Open("command: ./plugin");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.AuthorizationAsync()));
        Runs.ShouldBe(1);
        _folder.Clock.Advance(TimeSpan.FromDays(365));
        (await session.AuthorizationAsync()).ShouldBe("Bearer token-1");
        _server.Rejected.Add("Bearer token-1");
        (await session.AuthorizationAsync()).ShouldBe("Bearer token-2");
        Runs.ShouldBe(2);
    }

    [Theory]
    [InlineData(V1)]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task It_gets_arguments_variables_and_what_it_wants_to_know_of_the_cluster(string apiVersion)
    {
        _folder.Script("plugin", $$$"""
            printf '%s' "$KUBERNETES_EXEC_INFO" > {{{_folder.At("info")}}}
            printf '{"apiVersion":"{{{apiVersion}}}","kind":"ExecCredential","status":{"token":"%s-%s-%s"}}' "$1" "$2" "$EXTRA"
            """);
        var cluster = Cluster + "\nextensions: [{name: client.authentication.k8s.io/exec, extension: {audience: aud, n: 3}}]";
        using var session = Open("command: ./plugin\nargs: [a b, c]\nenv: [{name: EXTRA, value: e}]\nprovideClusterInfo: true", cluster, apiVersion);
        (await session.AuthorizationAsync()).ShouldBe("Bearer a b-c-e");
        var info = JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("info"), TestContext.Current.CancellationToken))!;
        ((string?)info["apiVersion"], (string?)info["kind"], (bool?)info["spec"]!["interactive"]).ShouldBe((apiVersion, "ExecCredential", false));
        ((string?)info["spec"]!["cluster"]!["server"]).ShouldBe(_server.Address.ToString());
        info["spec"]!["cluster"]!["config"]!.ToJsonString().ShouldBe("""{"audience":"aud","n":3}""");
        ((string?)info["spec"]!["cluster"]!["certificate-authority-data"]).ShouldBe(ConfigFolder.Base64(_server.Certificates.AuthorityPem));
    }

    [Fact]
    public async Task A_bare_name_is_found_in_PATH_and_not_told_of_the_cluster()
    {
        _folder.Script("bin/my-plugin", """
            case "$KUBERNETES_EXEC_INFO" in *cluster*) exit 3;; esac
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t"}}'
            """);
        _folder.Variables["PATH"] = $"{_folder.At("bin")}:{_folder.Variables["PATH"]}";
        using var session = Open("command: my-plugin");
        (await session.AuthorizationAsync()).ShouldBe("Bearer t");
    }

    [Fact]
    public async Task A_certificate_of_a_plugin_is_shown_and_a_new_one_gets_a_new_connection()
    {
        Issue("first");
        _folder.Script("plugin", $"cat {_folder.At("answer")}");
        using var session = Open("command: ./plugin");
        ((string?)(await session.AskAsync())["certificate"]).ShouldBe("CN=first");
        Issue("second");
        _folder.Clock.Advance(TimeSpan.FromMinutes(10));
        ((string?)(await session.AskAsync())["certificate"]).ShouldBe("CN=second");
    }

    [Theory]
    [InlineData("command: ./missing\ninstallHint: install it from the intranet", "ORK2020", "install it from the intranet")]
    [InlineData("command: missing-from-path", "ORK2020", "missing-from-path")]
    [InlineData("command: ./fails", "ORK2021", "ended with 3: please sign in")]
    [InlineData("command: ./garbage", "ORK2022", "no JSON")]
    [InlineData("command: ./empty", "ORK2022", "neither a token nor a certificate")]
    [InlineData("command: ./half", "ORK2022", "only one of certificate and key")]
    [InlineData("command: ./other", "ORK2022", "no ExecCredential of")]
    [InlineData("command: ./broken", "ORK2022", "not usable")]
    public async Task A_plugin_that_does_not_work_is_told_without_its_secrets(string exec, string id, string said)
    {
        _folder.Script("fails", "echo secret-token; echo please sign in >&2; exit 3");
        _folder.Script("garbage", "echo secret-token");
        _folder.Script("empty", $$$"""echo '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{}}'""");
        _folder.Script("half", $$$"""echo '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{"clientCertificateData":"secret-token"}}'""");
        _folder.Script("other", """echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"secret-token"}}'""");
        _folder.Script("broken", $$$"""echo '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{"clientCertificateData":"secret-token","clientKeyData":"secret-token"}}'""");
        using var session = Open(exec);
        var error = (await Should.ThrowAsync<ClusterUnreachableException>(session.AskAsync)).InnerException.ShouldBeOfType<KubeconfigException>();
        error.Id.ShouldBe(id);
        error.Message.ShouldContain(said);
        error.ToString().ShouldNotContain("secret-token");
        error.Place.ShouldStartWith(_folder.At("config") + ":");
    }

    [Theory]
    [InlineData("IfAvailable", true, true)]
    [InlineData("IfAvailable", false, false)]
    [InlineData("Never", true, false)]
    [InlineData("Always", true, true)]
    public async Task It_is_told_whether_it_may_ask_somebody(string mode, bool terminal, bool may)
    {
        _folder.Interactive = terminal;
        _folder.Script("plugin", """
            case "$KUBERNETES_EXEC_INFO" in *'"interactive":true'*) t=yes;; *) t=no;; esac
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}' "$t"
            """);
        using var session = Open("command: ./plugin", interactiveMode: mode);
        (await session.AuthorizationAsync()).ShouldBe(may ? "Bearer yes" : "Bearer no");
    }

    public async ValueTask InitializeAsync() => _server = await TlsServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private void CountingPlugin(string more) => _folder.Script("plugin", $$$"""
        echo run >> {{{_folder.At("runs")}}}
        printf '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{ {{{more}}} "token":"token-%s"}}' "$(wc -l < {{{_folder.At("runs")}}} | tr -d ' ')"
        """);

    private void Issue(string name)
    {
        var (certificate, key) = _server.Certificates.Client(name);
        var status = new JsonObject { ["clientCertificateData"] = certificate, ["clientKeyData"] = key, ["expirationTimestamp"] = _folder.Clock.GetUtcNow().AddMinutes(5).ToString("O") };
        _folder.Write("answer", new JsonObject { ["apiVersion"] = V1, ["kind"] = "ExecCredential", ["status"] = status }.ToJsonString());
    }

    private Session Open(string exec, string? cluster = null, string apiVersion = V1, string interactiveMode = "Never")
    {
        var lines = $"exec:\n  apiVersion: {apiVersion}\n  interactiveMode: {interactiveMode}\n  {exec.Replace("\n", "\n  ", StringComparison.Ordinal)}";
        return new Session(Kubeconfig.Resolve(_folder.Config(cluster ?? Cluster, lines), null, _folder.Environment));
    }
}
