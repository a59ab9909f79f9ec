using System.Globalization;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Configuration;

public sealed class Kubeconfig_follows_kubectls_rules : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Fact]
    public void The_named_file_alone_counts()
    {
        _folder.Variables["KUBECONFIG"] = Named("other", "https://other:1");
        var connection = Kubeconfig.Resolve(Named("named", "https://named:2"), null, _folder.Environment);
        (connection.Server, connection.Context, connection.Namespace).ShouldBe((new Uri("https://named:2"), "named", "default"));
    }

    [Fact]
    public void Of_several_files_the_first_that_names_something_counts()
    {
        var first = _folder.Write("first", """
            contexts: [{name: both, context: {cluster: c, namespace: first}}]
            """);
        var second = _folder.Write("second", """
            current-context: both
            contexts: [{name: both, context: {cluster: none, namespace: second}}, {name: more, context: {cluster: c}}]
            clusters: [{name: c, cluster: {server: "https://second:1"}}]
            """);
        _folder.Variables["KUBECONFIG"] = string.Join(Path.PathSeparator, _folder.At("missing"), first, second, first);
        var config = Kubeconfig.Load(null, _folder.Environment);
        config.Files.ShouldBe([first, second]);
        config.Contexts.ShouldBe(["both", "more"], ignoreOrder: true);
        var connection = config.Connect();
        (connection.Server, connection.Namespace).ShouldBe((new Uri("https://second:1"), "first"));
        config.Connect("more").Namespace.ShouldBe("default");
    }

    [Fact]
    public void Without_any_of_them_the_file_in_the_home_folder_counts()
    {
        Named("home/.kube/config", "https://home:1");
        Kubeconfig.Resolve(null, null, _folder.Environment).Server.ShouldBe(new Uri("https://home:1"));
    }

    [Fact]
    public void Without_any_file_the_service_account_of_the_pod_counts()
    {
        using var certificates = new TestCertificates();
        _folder.Write("serviceaccount/token", "abc");
        _folder.Write("serviceaccount/ca.crt", certificates.AuthorityPem);
        _folder.Write("serviceaccount/namespace", "team\n");
        _folder.Variables["KUBERNETES_SERVICE_HOST"] = "fd00::1";
        _folder.Variables["KUBERNETES_SERVICE_PORT"] = "6443";
        var connection = Kubeconfig.Resolve(null, null, _folder.Environment);
        (connection.Server, connection.Namespace, connection.Context, connection.CertificateAuthorities.Count).ShouldBe((new Uri("https://[fd00::1]:6443"), "team", "in-cluster", 1));
        Named("home/.kube/config", "https://home:1");
        Kubeconfig.Resolve(null, null, _folder.Environment).Server.ShouldBe(new Uri("https://home:1"));
    }

    [Fact]
    public void Paths_are_relative_to_the_file_that_has_them()
    {
        using var certificates = new TestCertificates();
        _folder.Write("deep/pki/ca.crt", certificates.AuthorityPem + "\n" + certificates.AuthorityPem);
        var file = _folder.Config("server: https://a:1\ncertificate-authority: pki/ca.crt", "token: t", "deep/config");
        Kubeconfig.Resolve(file, null, _folder.Environment).CertificateAuthorities.Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_in_JSON_and_an_empty_one_are_files_too()
    {
        var json = _folder.Write("json", """{"current-context":"x","contexts":[{"name":"x","context":{"cluster":"c","user":""}}],"clusters":[{"name":"c","cluster":{"server":"https://json:1","certificate-authority-data":null}}],"users":null}""");
        _folder.Variables["KUBECONFIG"] = string.Join(Path.PathSeparator, _folder.Write("empty", ""), json);
        Kubeconfig.Resolve(null, null, _folder.Environment).Server.ShouldBe(new Uri("https://json:1"));
    }

    [Theory]
    [InlineData("ORK2013", null, "contexts: [{name: a, context: {cluster: c}}]", "--context: a")]
    [InlineData("ORK2013", "b", "contexts: [{name: a, context: {cluster: c}}]", "choose one of: a")]
    [InlineData("ORK2014", "a", "contexts: [{name: a, context: {}}]", ":1:31")]
    [InlineData("ORK2014", "a", "contexts: [{name: a, context: {cluster: c}}]", "\"c\"")]
    [InlineData("ORK2014", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]", "\"u\"")]
    [InlineData("ORK2015", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {x: y}}]", ":2:31")]
    [InlineData("ORK2015", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'ftp://a'}}]", "ftp://a")]
    [InlineData("ORK2016", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', certificate-authority: nowhere.crt}}]", "nowhere.crt")]
    [InlineData("ORK2016", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', certificate-authority-data: '***'}}]", "base64")]
    [InlineData("ORK2017", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', certificate-authority-data: 'YWJj'}}]", "no certificate")]
    [InlineData("ORK2017", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', insecure-skip-tls-verify: true, certificate-authority-data: 'YWJj'}}]", "remove insecure")]
    [InlineData("ORK2024", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', proxy-url: 'gopher://p'}}]", "gopher://p")]
    [InlineData("ORK2011", "a", "contexts: {a: b}", "\"contexts\" is not a list")]
    [InlineData("ORK2011", "a", "contexts: [{context: {}}]", "has no name")]
    [InlineData("ORK2011", "a", "- a", "no kubeconfig")]
    [InlineData("ORK2011", "a", "a: [", "no YAML")]
    [InlineData("ORK2011", "a", "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a:1', insecure-skip-tls-verify: maybe}}]", "true or false")]
    [InlineData("ORK2023", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {auth-provider: {name: gcp}}}]", "\"gcp\"")]
    [InlineData("ORK2016", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {client-certificate-data: YWJj}}]", "client-key")]
    [InlineData("ORK2016", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {client-certificate-data: YWJj, client-key-data: YWJj}}]", "not usable")]
    [InlineData("ORK2026", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {as: jane, as-groups: [a, b]}}]", "Impersonate-Group")]
    [InlineData("ORK2019", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}}]", "v1beta1")]
    [InlineData("ORK2019", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: x}}}]", "interactiveMode")]
    [InlineData("ORK2019", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}}}]", "no terminal")]
    [InlineData("ORK2019", "a", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a:1'}}]\nusers: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}}}]", "no command")]
    public void A_mistake_is_told_with_its_place(string id, string? context, string text, string said)
    {
        var file = _folder.Write("config", text);
        var error = Should.Throw<KubeconfigException>(() => Kubeconfig.Resolve(file, context, _folder.Environment));
        error.Id.ShouldBe(id);
        error.Place.ShouldStartWith(file);
        error.Message.ShouldContain(said);
        error.Mend.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_named_file_must_exist_and_one_of_KUBECONFIG_need_not()
    {
        Should.Throw<KubeconfigException>(() => Kubeconfig.Resolve(_folder.At("missing"), null, _folder.Environment)).Id.ShouldBe("ORK2010");
        _folder.Variables["KUBECONFIG"] = _folder.At("missing");
        Should.Throw<KubeconfigException>(() => Kubeconfig.Resolve(null, null, _folder.Environment)).Id.ShouldBe("ORK2012");
    }

    [Fact]
    public void A_server_without_a_scheme_is_reached_by_TLS() =>
        Kubeconfig.Resolve(_folder.Config("server: host.test:6443", "{}"), null, _folder.Environment).Server.ShouldBe(new Uri("https://host.test:6443"));

    public void Dispose() => _folder.Dispose();

    private string Named(string name, string server) => _folder.Write(name, string.Create(CultureInfo.InvariantCulture, $$$"""
        current-context: named
        contexts: [{name: named, context: {cluster: c}}]
        clusters: [{name: c, cluster: {server: "{{{server}}}"}}]
        """));
}
