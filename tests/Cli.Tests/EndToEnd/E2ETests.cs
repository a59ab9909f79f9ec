using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>What <c>ork e2e</c> does with a file, from its setup to its end.</summary>
public sealed class E2ETests : E2EDevClusterTests
{
    [Fact]
    public async Task A_file_passes_step_by_step_and_is_reported()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of(
            """
            - name: up
              resources: [ { kind: Deployment, name: hello, ready: true }, { kind: services, ready: true, count: 1 } ]
              kubectl: { get: [ { kind: Website, name: hello, field: .status.phase, equals: Running } ] }
            - name: never
              when: [ { field: spec.replicas, greaterThan: 50 } ]
            - name: gone
              after: cr-deleted
              resources: [ { kind: Website, name: hello, count: 0 }, { kind: Deployment, count: 0 } ]
            """));

        (await RunAsync("--junit", "report.xml")).ShouldBe(0, Cli.Out + Cli.Error);
        Cli.OutLines.ShouldContain(line => line.StartsWith("RUN  shop/e2e.yaml: shop on DevCluster, Kubernetes ", StringComparison.Ordinal));
        Cli.OutLines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(',')[0]).ShouldBe(["  ok   up", "  skip never", "  ok   gone"]);
        Cli.OutLines.ShouldContain(line => line.StartsWith("PASS shop/e2e.yaml: shop, 2 of 3 steps, ", StringComparison.Ordinal));
        Cli.OutLines[^1].ShouldStartWith("1 passed, 0 failed, ");

        var suite = XDocument.Load(Path.Combine(Cli.Folder.FullName, "report.xml")).Root!.Elements().ShouldHaveSingleItem();
        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("skipped")!).ShouldBe((3, 0, 1));
    }

    [Fact]
    public async Task A_suite_shares_a_cluster_unless_a_part_wants_its_own()
    {
        const string Katalog = "apiVersion: orkestra.orkspace.io/v1\nkind: E2E\n";
        Cli.Write("shop/e2e.yaml", $"{Katalog}metadata: {{ name: suite }}\nimports: [ one.yaml, two.yaml, {{ path: three.yaml, freshCluster: true }} ]\n");
        foreach (var (file, count) in new[] { ("one", 1), ("two", 1), ("three", 0) })
        {
            // The first makes an object that nobody takes away; who shares the cluster sees it.
            Cli.Write($"shop/{file}.yaml", E2EFile.Of($"- {{ name: a, commands: [ {{ run: '{(file is "one" ? "kubectl create configmap left" : "true")}' }} ], kubectl: {{}} }}\n- {{ name: b, commands: [ {{ run: 'kubectl get configmap left --ignore-not-found -o name | wc -l', equals: {count} }} ] }}"));
        }

        (await RunAsync()).ShouldBe(0, Cli.Out + Cli.Error);
        Cli.OutLines[^1].ShouldStartWith("3 passed, 0 failed");
    }

    [Fact]
    public async Task Kept_it_stays_until_it_is_asked_to_end()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, resources: [ { kind: Deployment, name: hello, ready: true } ] }"));
        var running = RunAsync("--keep");
        await TestKit.Waiting.Eventually.Async("the cluster is kept", _ => Task.FromResult(Cli.Out.Contains("stay until Ctrl-C", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);
        var kept = Cli.OutLines.Single(line => line.StartsWith("  kept: KUBECONFIG=", StringComparison.Ordinal));
        File.Exists(kept["  kept: KUBECONFIG=".Length..kept.IndexOf(", health ", StringComparison.Ordinal)]).ShouldBeTrue();
        running.IsCompleted.ShouldBeFalse();

        Cli.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe(0, Cli.Out + Cli.Error);
    }

    [Fact]
    public async Task Setup_is_there_and_ready_before_the_custom_resources()
    {
        Cli.Write("shop/setup.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: before, namespace: tools }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [ { name: a, image: a } ] } } }\n");
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, commands: [ { run: 'kubectl get deployment before -n tools -o jsonpath={.status.readyReplicas}', equals: 1 } ] }")
            .Replace("expect:", "setup: { apply: [ setup.yaml ], wait: [ { kind: Deployment, name: before, namespace: tools } ] }\n  expect:", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(0, Cli.Out + Cli.Error);

        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a }").Replace("expect:", "setup: { wait: [ { kind: Deployment, name: nobody, timeout: 1s } ] }\n  expect:", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("Deployment nobody: error ORK0073: not ready within 1s: there is none");
    }

    [Fact]
    public async Task Charts_are_installed_first()
    {
        var binaries = TestKit.ControlPlanes.RealClusterFixture.BinariesOrSkip();
        Assert.SkipWhen(binaries.Helm is null, "there is no helm");
        Cli.Write("shop/chart/Chart.yaml", "apiVersion: v2\nname: tools\nversion: 0.1.0\n");
        Cli.Write("shop/chart/templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: of-chart }\ndata: { a: '{{ .Values.a }}' }\n");
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, kubectl: { get: [ { kind: ConfigMap, name: of-chart, field: .data.a, equals: b } ] } }")
            .Replace("expect:", "setup: { helm: { name: tools, chart: ./chart, values: { a: b } } }\n  expect:", StringComparison.Ordinal));

        Cli.Variables["HOME"] = Cli.Folder.FullName;
        (await RunAsync()).ShouldBe(0, Cli.Out + Cli.Error);
    }

    [Fact]
    public async Task Interrupted_in_a_step_it_ends_soon_with_130()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, timeout: 1h, resources: [ { kind: Deployment, name: nobody } ] }"));
        var running = RunAsync();
        await TestKit.Waiting.Eventually.Async("the step waits", _ => Task.FromResult(Cli.Out.Contains("RUN ", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);

        Cli.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe(130);
        Cli.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, "--provider", "minikube")]
    [InlineData(2, "--context", "here")]
    [InlineData(2, "--timeout", "soon")]
    public async Task A_wrong_command_is_refused(int code, params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(code);
        Cli.ErrorLines.ShouldHaveSingleItem().ShouldContain("error ORK0002");
    }

    [Fact]
    public async Task A_folder_without_tests_and_a_file_with_mistakes_are_told()
    {
        (await Cli.RunAsync("e2e", "shop")).ShouldBe(1);
        Cli.Error.ShouldContain("error ORK0070");

        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, kubectl: { get: [ { kind: A, jq: '..' } ] } }"));
        (await RunAsync()).ShouldBe(1);
        Cli.Out.ShouldContain("shop/e2e.yaml:9:");
        Cli.Out.ShouldContain("error ORK1070");
    }

    [Fact]
    public async Task A_file_that_names_what_is_not_there_does_not_start()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a }").Replace("cr: ./cr.yaml", "cr: ./nobody.yaml", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(1);
        Cli.Out.ShouldContain("shop/e2e.yaml:6: error ORK0073: ./nobody.yaml");
    }
}
