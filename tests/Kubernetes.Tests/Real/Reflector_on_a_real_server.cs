using System.Text.RegularExpressions;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Real;

public sealed class Reflector_on_a_real_server(RealClusterFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_what_is_there_and_what_changes()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        await ApplyAsync(real.Client, real.Namespace, "before", "1");
        await using var events = Start(real.Client, real.Namespace);

        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListStarted>();
        var listed = (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Listed>().Object;
        listed.Name.ShouldBe(real.Named("before"));
        listed.Parse()["kind"]!.GetValue<string>().ShouldBe("ConfigMap");
        listed.OwnedFields.IsEmpty.ShouldBeFalse();
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListCompleted>();

        var applied = await ApplyAsync(real.Client, real.Namespace, "after", "1");
        var added = (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Changed>().Object;
        added.ResourceVersion.ShouldBe(applied.Object["metadata"]!["resourceVersion"]!.GetValue<string>());
        added.Label("app").ShouldBe("test");
        await ApplyAsync(real.Client, real.Namespace, "after", "2");
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Changed>().Object.Parse()["data"]!["key"]!.GetValue<string>().ShouldBe("2");
        await real.Client.DeleteAsync(Some.ConfigMaps, real.Named("after"), DeleteOptions.Default, Ct);
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Deleted>().Object.Parse()["data"]!["key"]!.GetValue<string>().ShouldBe("2");
    }

    [Fact]
    public async Task After_a_restart_of_the_server_it_goes_on_where_it_was_and_lists_again_from_where_the_server_forgot()
    {
        await using var own = await RealClusterFixture.StartOwnAsync(Ct);
        await using var real = await RealCluster.ConnectAsync(own, Ct);
        await using var events = Start(real.Client, real.Namespace);
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListStarted>();
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListCompleted>();
        await ApplyAsync(real.Client, real.Namespace, "a", "1");
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Changed>();

        await own.RestartAsync(Ct);
        await ApplyAsync(real.Client, real.Namespace, "b", "1");

        ReflectorEvent next;
        var failures = 0;
        while (Told(next = await events.NextAsync()) is not { } told || told.Name != real.Named("b"))
        {
            // A server that has just started may not know that version yet and answer 410: then a listing tells what is new.
            failures += next is ReflectorEvent.Failed ? 1 : 0;
            next.ShouldNotBeOfType<ReflectorEvent.Deleted>();
        }

        failures.ShouldBePositive();

        using var forgetful = new ForgetfulHandler(ClusterConnection.WithToken(own.Address, own.CaCertificate, own.Token(TestUsers.Admin)).CreateHandler());
        using var client = new KubernetesClient(forgetful, own.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        await using var again = Start(client, real.Namespace);
        for (var listing = 0; listing < 2; listing++)
        {
            (await again.NextAsync()).ShouldBeOfType<ReflectorEvent.ListStarted>();
            (await again.NextAsync()).ShouldBeOfType<ReflectorEvent.Listed>();
            (await again.NextAsync()).ShouldBeOfType<ReflectorEvent.Listed>();
            (await again.NextAsync()).ShouldBeOfType<ReflectorEvent.ListCompleted>();
        }

        await ApplyAsync(real.Client, real.Namespace, "a", "2");
        (await again.NextAsync()).ShouldBeOfType<ReflectorEvent.Changed>();
        client.Counter.Of("list", "configmaps").ShouldBe(2);
    }

    private static Task<ApiAnswer> ApplyAsync(KubernetesClient client, string ns, string name, string value) => client.PatchAsync(
        Some.ConfigMaps, new(ns, name), PatchKind.Apply,
        Json.Object($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"{{{ns}}}","name":"{{{name}}}","labels":{"app":"test"}},"data":{"key":"{{{value}}}"}}"""),
        new WriteOptions { FieldManager = "test" }, Ct);

    private static EventReader Start(KubernetesClient client, string ns) =>
        new(new Reflector(client, new WatchTarget(Some.ConfigMaps, ns, "app=test", null, "test"), new ReflectorOptions(), TimeProvider.System, new Random(1)));

    /// <summary>Asks for version 1 when the first watch starts, which a server that was restarted since does not know.</summary>
    private sealed class ForgetfulHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private bool _done;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = request.RequestUri!.ToString();
            if (!_done && text.Contains("resourceVersion=", StringComparison.Ordinal))
            {
                _done = true;
                request.RequestUri = new Uri(Regex.Replace(text, "resourceVersion=[0-9]+", "resourceVersion=1", RegexOptions.None, TimeSpan.FromSeconds(1)));
            }

            return base.SendAsync(request, cancellationToken);
        }
    }

    private static WatchedObject? Told(ReflectorEvent next) => next switch
    {
        ReflectorEvent.Changed changed => changed.Object,
        ReflectorEvent.Listed listed => listed.Object,
        _ => null,
    };
}
