using System.Text.Json.Nodes;
using Orkestra.DevCluster;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Clusters;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.InProcess;

/// <summary>DevCluster is of version 1.35, so it streams listings; the real server of the other tests is too old for that.</summary>
public sealed class Reflector_on_DevCluster
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_lists_by_watching_goes_on_after_cuts_and_lists_again_when_the_history_is_gone(bool overTls)
    {
        await using var cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Listen = overTls }, Ct);
        using var handler = overTls ? Connect(cluster) : cluster.CreateHandler(TestUsers.Admin);
        using var client = new KubernetesClient(handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        await ApplyAsync(client, "a", "1");
        await using var events = new EventReader(new Reflector(
            client, new WatchTarget(Some.ConfigMaps, "default", "app=test", null, "test"), new ReflectorOptions(), TimeProvider.System, new Random(1)));

        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListStarted>();
        var listed = (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Listed>().Object;
        (listed.Name.Name, listed.OwnedFields.IsEmpty).ShouldBe(("a", false));
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListCompleted>();
        await ApplyAsync(client, "b", "1");
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Changed>();

        await cluster.CutWatchesAsync(forgetHistory: false);
        await ApplyAsync(client, "b", "2");
        (await NextBesidesFailuresAsync(events)).ShouldBeOfType<ReflectorEvent.Changed>().Object.Parse()["data"]!["key"]!.GetValue<string>().ShouldBe("2");

        await client.DeleteAsync(Some.ConfigMaps, new("default", "a"), DeleteOptions.Default, Ct);
        (await NextBesidesFailuresAsync(events)).ShouldBeOfType<ReflectorEvent.Deleted>();
        await cluster.CutWatchesAsync(forgetHistory: true);
        (await NextBesidesFailuresAsync(events)).ShouldBeOfType<ReflectorEvent.ListStarted>();
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.Listed>().Object.Name.Name.ShouldBe("b");
        (await events.NextAsync()).ShouldBeOfType<ReflectorEvent.ListCompleted>();
        client.Counter.Of("list", "configmaps").ShouldBe(0);
    }

    private static HttpMessageHandler Connect(DevClusterServer cluster)
    {
        using var folder = new ConfigFolder();
        return Kubeconfig.Resolve(folder.Write("config", cluster.Kubeconfig(TestUsers.Admin)), null, folder.Environment).CreateHandler();
    }

    private static async Task<ReflectorEvent> NextBesidesFailuresAsync(EventReader events)
    {
        while (true)
        {
            if (await events.NextAsync() is not ReflectorEvent.Failed and var next)
                return next;
        }
    }

    private static Task<ApiAnswer> ApplyAsync(KubernetesClient client, string name, string value) => client.PatchAsync(
        Some.ConfigMaps, new("default", name), PatchKind.Apply,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["namespace"] = "default", ["name"] = name, ["labels"] = new JsonObject { ["app"] = "test" } },
            ["data"] = new JsonObject { ["key"] = value },
        },
        new WriteOptions { FieldManager = "test" }, Ct);
}
