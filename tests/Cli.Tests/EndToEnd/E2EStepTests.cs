using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>What the steps of <c>ork e2e</c> do and look at, by their kind.</summary>
public sealed class E2EStepTests : E2EDevClusterTests
{
    [Fact]
    public async Task Expected_objects_are_in_the_namespace_of_the_custom_resource_unless_they_say_another()
    {
        Cli.Write("shop/cr.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: hello, namespace: shops }\nspec: { image: nginx }\n");
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, resources: [ { kind: Deployment, name: hello, ready: true }, { kind: Service, count: 1 }, { kind: Deployment, name: hello, namespace: default, count: 0 } ] }"));

        (await RunAsync()).ShouldBe(0, Cli.Out + Cli.Error);
    }

    [Fact]
    public async Task Only_the_steps_that_are_asked_for_run()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: first, commands: [ { run: exit 1 } ] }\n- { name: second one, commands: [ { run: exit 0 } ] }"));

        (await RunAsync("--only", "SECOND")).ShouldBe(0, Cli.Out + Cli.Error);
        Cli.OutLines.ShouldContain(line => line.StartsWith("  skip first, ", StringComparison.Ordinal) && line.EndsWith("(not asked for)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_see_the_cluster_and_are_bounded()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of(
            """
            - name: cluster
              commands:
                - { run: "test -f katalog.yaml && kubectl get website hello -o name", equals: website.my.example.io/hello }
                - { run: "echo out; echo err >&2; exit 3", exitCode: 3, outputContains: err, equals: out }
            - name: hangs
              timeout: 1s
              commands: [ { run: "sleep 600; true" } ]
            """));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("  ok   cluster, ");
        Cli.Out.ShouldContain("hangs: not within 1s");
    }

    [Fact]
    public async Task What_a_command_leaves_in_the_background_holds_nothing_up_and_ends_with_the_file()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of(
            """
            - name: starts
              timeout: 20s
              commands: [ { run: "sleep 300 & echo $! > pid; echo out", equals: out } ]
            - name: goes on
              commands: [ { run: "kill -0 $(cat pid)" } ]
            - name: hangs
              timeout: 2s
              commands: [ { run: "sleep 300 & echo $! > pid2; exec sleep 300" } ]
            """));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("  ok   starts, ");
        Cli.Out.ShouldContain("  ok   goes on, ");
        foreach (var file in new[] { "pid", "pid2" })
        {
            var pid = (await File.ReadAllTextAsync(Path.Combine(Cli.Folder.FullName, "shop", file), TestContext.Current.CancellationToken)).Trim();
            await TestKit.Waiting.Eventually.Async($"{file} has ended", cancel => HasEndedAsync(pid, cancel), cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> HasEndedAsync(string pid, CancellationToken cancellationToken)
    {
        try
        {
            // A process that nobody has waited for has no command line any more.
            return (await File.ReadAllTextAsync($"/proc/{pid}/cmdline", cancellationToken)).Length == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public async Task Every_verb_that_a_dev_cluster_can_answer_works()
    {
        Cli.Write("shop/more.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: more }\nspec: { image: nginx }\n");
        Cli.Write("shop/e2e.yaml", E2EFile.Of(E2EFile.Verbs));

        (await RunAsync()).ShouldBe(0, Cli.Out + Cli.Error);
        Cli.OutLines.Count(line => line.StartsWith("  ok ", StringComparison.Ordinal)).ShouldBe(E2EFile.VerbSteps);
    }

    [Fact]
    public async Task For_another_operator_no_observer_is_started()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of(
            """
            - { name: nobody acts, wait: 1s, resources: [ { kind: Website, name: hello }, { kind: Deployment, name: hello, count: 0 } ] }
            - { name: no observer, kubectl: { port-forward: [ { leaderElection: { lease: orkestra-konductor }, port: 8080 } ] } }
            """).Replace("expect:", "custom: { target: kubernetes }\n  expect:", StringComparison.Ordinal));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("  ok   nobody acts, ");
        Cli.Out.ShouldContain("no observer: port-forward to orkestra-konductor: a DevCluster runs no pods");
    }
}
