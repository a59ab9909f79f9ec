using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary><c>ork e2e --provider existing</c> on a real API server.</summary>
public sealed class E2EExistingTests(E2EServerFixture fixture) : IClassFixture<E2EServerFixture>, IAsyncLifetime
{
    private readonly CliRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (await _run.RunAsync("init", "shop")).ShouldBe(0, _run.Error);
        _run.Variables["PATH"] = E2EServer.Path();
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_verb_works_and_nothing_is_left_over()
    {
        var server = await fixture.ServerAsync(Token);
        var before = await ObjectsAsync(server.Client);
        _run.Write("shop/more.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: more }\nspec: { image: nginx }\n");
        _run.Write("shop/e2e.yaml", E2ETests.Test(E2ETests.Verbs));

        (await _run.RunAsync(["e2e", "shop/e2e.yaml", "--timeout", "3m", .. server.Options])).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.Count(line => line.StartsWith("  ok ", StringComparison.Ordinal)).ShouldBe(E2ETests.VerbSteps);
        // The garbage collector takes children after their owner.
        await TestKit.Waiting.Eventually.Async("nothing is left over", async _ => (await ObjectsAsync(server.Client)).Except(before, StringComparer.Ordinal).ToList(), left => left.Count == 0, TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task Interrupted_it_takes_away_what_it_made_and_leaves_what_was_there()
    {
        var server = await fixture.ServerAsync(Token);
        var namespaces = (await server.Client.Discovery.FindAsync("", "Namespace", Token))!;
        _run.Write("shop/setup.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: e2e-setup }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n");
        _run.Write("shop/e2e.yaml", E2ETests.Test("- { name: a, timeout: 1h, resources: [ { kind: Deployment, name: nobody } ] }").Replace("expect:", "setup: [ setup.yaml ]\n  expect:", StringComparison.Ordinal));
        var before = await ObjectsAsync(server.Client);
        var running = _run.RunAsync(["e2e", "shop/e2e.yaml", .. server.Options]);
        var crds = (await server.Client.Discovery.FindAsync("apiextensions.k8s.io", "CustomResourceDefinition", Token))!;
        await TestKit.Waiting.Eventually.Async("the CRD is there", async ct => await server.Client.FindAsync(crds, new ObjectName(null, "websites.my.example.io"), ct) is not null, TimeSpan.FromMinutes(1), Token);

        _run.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(3), Token)).ShouldBe(130, _run.Out + _run.Error);
        (await ObjectsAsync(server.Client)).Except(before, StringComparer.Ordinal).ShouldBeEmpty();
        ((JsonObject?)await server.Client.FindAsync(namespaces, new ObjectName(null, "default"), Token)).ShouldNotBeNull();
    }

    /// <summary>What a test could leave: all objects of the kinds that it makes.</summary>
    private static async Task<IReadOnlyList<string>> ObjectsAsync(KubernetesClient client)
    {
        await client.Discovery.ForgetAsync(Token);
        var all = new List<string>();
        foreach (var (group, kind) in new[] { ("", "Namespace"), ("", "ConfigMap"), ("", "Service"), ("apps", "Deployment"), ("apiextensions.k8s.io", "CustomResourceDefinition"), ("my.example.io", "Website") })
        {
            if (await client.Discovery.FindAsync(group, kind, Token) is not { } resource)
                continue;
            await foreach (var obj in client.ListAsync(resource, ListOptions.All, Token))
            {
                all.Add($"{kind} {obj.ObjectName}");
            }
        }

        return all;
    }
}
