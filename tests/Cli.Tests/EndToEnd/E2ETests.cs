using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>What <c>ork e2e</c> does with a file, on a DevCluster.</summary>
public sealed class E2ETests : IAsyncLifetime
{
    private readonly CliRun _run = new();

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
    public async Task A_file_passes_step_by_step_and_is_reported()
    {
        _run.Write("shop/e2e.yaml", Test(
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

        (await RunAsync("--junit", "report.xml")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.ShouldContain(line => line.StartsWith("RUN  shop/e2e.yaml: shop on DevCluster, Kubernetes ", StringComparison.Ordinal));
        _run.OutLines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(',')[0]).ShouldBe(["  ok   up", "  skip never", "  ok   gone"]);
        _run.OutLines.ShouldContain(line => line.StartsWith("PASS shop/e2e.yaml: shop, 2 of 3 steps, ", StringComparison.Ordinal));
        _run.OutLines[^1].ShouldStartWith("1 passed, 0 failed, ");

        var suite = XDocument.Load(Path.Combine(_run.Folder.FullName, "report.xml")).Root!.Elements().ShouldHaveSingleItem();
        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("skipped")!).ShouldBe((3, 0, 1));
    }

    [Fact]
    public async Task A_step_that_fails_tells_what_was_expected_and_what_is_there()
    {
        _run.Write("shop/e2e.yaml", Test(
            """
            - name: wrong
              timeout: 2s
              kubectl: { get: [ { kind: Website, name: hello, field: .spec.replicas, equals: "3" } ] }
              onFailure: { commands: [ { run: "echo of the step" } ] }
            - name: after that
            """) + "\n  onFailure: { kubectl: { logs: [ { leaderElection: { lease: orkestra-konductor } } ], events: [ { kind: Website } ], exec: [ { pod: a, command: date } ] } }\n");

        (await RunAsync("--junit", "report.xml")).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("  FAIL wrong, ");
        _run.Out.ShouldContain("shop/e2e.yaml:9: error ORK0071: wrong: not within 2s: expected Website hello field .spec.replicas equals \"3\", and there is 2");
        _run.Out.ShouldContain("last seen: Website default/hello");
        _run.Out.ShouldContain("replicas: 2");
        _run.Out.ShouldContain("the end of the observer's log:");
        _run.Out.ShouldContain("  of the step");
        _run.Out.ShouldContain("cannot be shown: exec: a DevCluster runs no pods");
        _run.OutLines.ShouldContain(line => line.StartsWith("  skip after that, ", StringComparison.Ordinal) && line.EndsWith("(the step before it failed: wrong)", StringComparison.Ordinal));
        _run.OutLines[^1].ShouldStartWith("0 passed, 1 failed");
        var failure = XDocument.Load(Path.Combine(_run.Folder.FullName, "report.xml")).Descendants("failure").ShouldHaveSingleItem();
        failure.Attribute("message")!.Value.ShouldStartWith("not within 2s");
        failure.Value.ShouldContain("last seen");
    }

    [Theory]
    [InlineData("kubectl: { exec: [ { pod: a, command: date } ] }", "exec: a DevCluster runs no pods")]
    [InlineData("kubectl: { cp: [ { pod: a, from: /etc/hosts } ] }", "cp: a DevCluster runs no pods")]
    [InlineData("kubectl: { top: [ { kind: node } ] }", "top: a DevCluster runs no pods")]
    [InlineData("kubectl: { logs: [ { pod: web-0, outputContains: a } ] }", "logs of web-0: a DevCluster runs no pods")]
    [InlineData("kubectl: { port-forward: [ { service: hello, port: 80 } ] }", "port-forward to hello: a DevCluster runs no pods")]
    [InlineData("kubectl: { port-forward: [ { service: orkestra-shop, port: 80 } ] }", "port-forward to orkestra-shop: a DevCluster runs no pods")]
    [InlineData("kubectl: { logs: [ { pod: orkestra-demo-0, outputContains: a } ] }", "logs of orkestra-demo-0: a DevCluster runs no pods")]
    [InlineData("kubectl: { port-forward: [ { service: orkestra-runtime, port: 80, method: 'G T' } ] }", "G T  cannot be asked")]
    [InlineData("kubectl: { patch: [ { kind: Wbsite, name: hello, patch: { spec: {} } } ] }", "the server serves no kind Wbsite")]
    [InlineData("kubectl: { delete: [ { kind: Website, name: nobody } ] }", "Website default/nobody cannot be deleted: it is not there")]
    [InlineData("kubectl: { scale: [ { kind: Website, name: hello, replicas: 2 } ] }", "Website has no scale subresource")]
    [InlineData("kubectl: { patch: [ { kind: Website, name: hello, patch: { spec: { replicas: -1 } } } ] }", "spec.replicas")]
    public async Task What_can_never_be_fails_at_once(string what, string message)
    {
        _run.Write("shop/e2e.yaml", Test($"- {{ name: a, timeout: 10m, {what} }}"));

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.OutLines.Single(line => line.Contains("ORK0071", StringComparison.Ordinal)).ShouldContain(message);
    }

    [Fact]
    public async Task What_kubectl_says_of_a_failure_is_no_answer()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: a, timeout: 6s, kubectl: { get: [ { kind: Website, name: hello, format: nonsense, notEquals: Failed } ] } }"));

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("nonsense");
    }

    [Fact]
    public async Task A_kind_that_nobody_serves_is_never_gone()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: a, timeout: 1s, resources: [ { kind: Deploiment, count: 0 } ] }"));

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("expected no Deploiment *, and there is the server serves no kind Deploiment");
    }

    [Fact]
    public async Task Expected_objects_are_in_the_namespace_of_the_custom_resource_unless_they_say_another()
    {
        _run.Write("shop/cr.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: hello, namespace: shops }\nspec: { image: nginx }\n");
        _run.Write("shop/e2e.yaml", Test("- { name: a, resources: [ { kind: Deployment, name: hello, ready: true }, { kind: Service, count: 1 }, { kind: Deployment, name: hello, namespace: default, count: 0 } ] }"));

        (await RunAsync()).ShouldBe(0, _run.Out + _run.Error);
    }

    [Fact]
    public async Task Only_the_steps_that_are_asked_for_run()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: first, commands: [ { run: exit 1 } ] }\n- { name: second one, commands: [ { run: exit 0 } ] }"));

        (await RunAsync("--only", "SECOND")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.ShouldContain(line => line.StartsWith("  skip first, ", StringComparison.Ordinal) && line.EndsWith("(not asked for)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_see_the_cluster_and_are_bounded()
    {
        _run.Write("shop/e2e.yaml", Test(
            """
            - name: cluster
              commands:
                - { run: "test -f katalog.yaml && kubectl get website hello -o name", equals: website.my.example.io/hello }
                - { run: "echo out; echo err >&2; exit 3", exitCode: 3, outputContains: err, equals: out }
            - name: hangs
              timeout: 1s
              commands: [ { run: "sleep 600; true" } ]
            """));

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("  ok   cluster, ");
        _run.Out.ShouldContain("hangs: not within 1s");
    }

    [Fact]
    public async Task What_a_command_leaves_in_the_background_holds_nothing_up_and_ends_with_the_file()
    {
        _run.Write("shop/e2e.yaml", Test(
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

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("  ok   starts, ");
        _run.Out.ShouldContain("  ok   goes on, ");
        foreach (var file in new[] { "pid", "pid2" })
        {
            var pid = (await File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, "shop", file), TestContext.Current.CancellationToken)).Trim();
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
        _run.Write("shop/more.yaml", "apiVersion: my.example.io/v1\nkind: Website\nmetadata: { name: more }\nspec: { image: nginx }\n");
        _run.Write("shop/e2e.yaml", Test(Verbs));

        (await RunAsync()).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.Count(line => line.StartsWith("  ok ", StringComparison.Ordinal)).ShouldBe(VerbSteps);
    }

    [Fact]
    public async Task A_suite_shares_a_cluster_unless_a_part_wants_its_own()
    {
        const string Katalog = "apiVersion: orkestra.orkspace.io/v1\nkind: E2E\n";
        _run.Write("shop/e2e.yaml", $"{Katalog}metadata: {{ name: suite }}\nimports: [ one.yaml, two.yaml, {{ path: three.yaml, freshCluster: true }} ]\n");
        foreach (var (file, count) in new[] { ("one", 1), ("two", 1), ("three", 0) })
        {
            // The first makes an object that nobody takes away; who shares the cluster sees it.
            _run.Write($"shop/{file}.yaml", Test($"- {{ name: a, commands: [ {{ run: '{(file is "one" ? "kubectl create configmap left" : "true")}' }} ], kubectl: {{}} }}\n- {{ name: b, commands: [ {{ run: 'kubectl get configmap left --ignore-not-found -o name | wc -l', equals: {count} }} ] }}"));
        }

        (await RunAsync()).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines[^1].ShouldStartWith("3 passed, 0 failed");
    }

    [Theory]
    [InlineData("resources: [ { kind: Secret, name: key, count: 0 } ]")]
    [InlineData("kubectl: { get: [ { kind: Secret, name: key, outputContains: nope } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, name: key, format: json, outputContains: nope } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, name: key, format: 'jsonpath={.data.key}', outputContains: nope } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, outputContains: nope } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, name: key, field: .data.key, equals: nope } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, name: key, jq: '.data.key | .more', exists: true } ] }")]
    [InlineData("kubectl: { get: [ { kind: Secret, jq: '.items[].data.key', equals: nope } ] }")]
    [InlineData("resources: [ { kind: Secret, name: key, count: 0 } ], onFailure: { kubectl: { get: [ { kind: Secret }, { kind: Secret, name: key, field: .data.key } ] } }")]
    public async Task What_is_secret_is_not_in_the_report_of_a_failure(string step)
    {
        _run.Write("shop/setup.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: hush }\n");
        _run.Write("shop/e2e.yaml", Test($"- {{ name: a, timeout: 1s, {step} }}").Replace("expect:", "setup: [ setup.yaml ]\n  expect:", StringComparison.Ordinal));

        (await RunAsync("--junit", "report.xml")).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("last seen: Secret default/key");
        _run.Out.ShouldContain("last seen: Website default/hello");
        var report = await File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, "report.xml"), TestContext.Current.CancellationToken);
        foreach (var text in new[] { _run.Out, report })
        {
            text.ShouldContain("key: (not shown)");
            text.ShouldNotContain("hush");
            text.ShouldNotContain(Convert.ToBase64String("hush"u8));
        }
    }

    [Fact]
    public async Task Kept_it_stays_until_it_is_asked_to_end()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: a, resources: [ { kind: Deployment, name: hello, ready: true } ] }"));
        var running = RunAsync("--keep");
        await TestKit.Waiting.Eventually.Async("the cluster is kept", _ => Task.FromResult(_run.Out.Contains("stay until Ctrl-C", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);
        var kept = _run.OutLines.Single(line => line.StartsWith("  kept: KUBECONFIG=", StringComparison.Ordinal));
        File.Exists(kept["  kept: KUBECONFIG=".Length..kept.IndexOf(", health ", StringComparison.Ordinal)]).ShouldBeTrue();
        running.IsCompleted.ShouldBeFalse();

        _run.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe(0, _run.Out + _run.Error);
    }

    [Fact]
    public async Task Setup_is_there_and_ready_before_the_custom_resources()
    {
        _run.Write("shop/setup.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: before, namespace: tools }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [ { name: a, image: a } ] } } }\n");
        _run.Write("shop/e2e.yaml", Test("- { name: a, commands: [ { run: 'kubectl get deployment before -n tools -o jsonpath={.status.readyReplicas}', equals: 1 } ] }")
            .Replace("expect:", "setup: { apply: [ setup.yaml ], wait: [ { kind: Deployment, name: before, namespace: tools } ] }\n  expect:", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(0, _run.Out + _run.Error);

        _run.Write("shop/e2e.yaml", Test("- { name: a }").Replace("expect:", "setup: { wait: [ { kind: Deployment, name: nobody, timeout: 1s } ] }\n  expect:", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("Deployment nobody: error ORK0073: not ready within 1s: there is none");
    }

    [Fact]
    public async Task Charts_are_installed_first()
    {
        var binaries = TestKit.ControlPlanes.RealClusterFixture.BinariesOrSkip();
        Assert.SkipWhen(binaries.Helm is null, "there is no helm");
        _run.Write("shop/chart/Chart.yaml", "apiVersion: v2\nname: tools\nversion: 0.1.0\n");
        _run.Write("shop/chart/templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: of-chart }\ndata: { a: '{{ .Values.a }}' }\n");
        _run.Write("shop/e2e.yaml", Test("- { name: a, kubectl: { get: [ { kind: ConfigMap, name: of-chart, field: .data.a, equals: b } ] } }")
            .Replace("expect:", "setup: { helm: { name: tools, chart: ./chart, values: { a: b } } }\n  expect:", StringComparison.Ordinal));

        _run.Variables["HOME"] = _run.Folder.FullName;
        (await RunAsync()).ShouldBe(0, _run.Out + _run.Error);
    }

    [Fact]
    public async Task For_another_operator_no_observer_is_started()
    {
        _run.Write("shop/e2e.yaml", Test(
            """
            - { name: nobody acts, wait: 1s, resources: [ { kind: Website, name: hello }, { kind: Deployment, name: hello, count: 0 } ] }
            - { name: no observer, kubectl: { port-forward: [ { leaderElection: { lease: orkestra-konductor }, port: 8080 } ] } }
            """).Replace("expect:", "custom: { target: kubernetes }\n  expect:", StringComparison.Ordinal));

        (await RunAsync()).ShouldBe(1, _run.Out + _run.Error);
        _run.Out.ShouldContain("  ok   nobody acts, ");
        _run.Out.ShouldContain("no observer: port-forward to orkestra-konductor: a DevCluster runs no pods");
    }

    [Fact]
    public async Task Interrupted_in_a_step_it_ends_soon_with_130()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: a, timeout: 1h, resources: [ { kind: Deployment, name: nobody } ] }"));
        var running = RunAsync();
        await TestKit.Waiting.Eventually.Async("the step waits", _ => Task.FromResult(_run.Out.Contains("RUN ", StringComparison.Ordinal)), cancellationToken: TestContext.Current.CancellationToken);

        _run.Stop.Ask(Terminal.StopReason.Interrupt);

        (await running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe(130);
        _run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, "--provider", "minikube")]
    [InlineData(2, "--context", "here")]
    [InlineData(2, "--timeout", "soon")]
    public async Task A_wrong_command_is_refused(int code, params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(code);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain("error ORK0002");
    }

    [Fact]
    public async Task A_folder_without_tests_and_a_file_with_mistakes_are_told()
    {
        (await _run.RunAsync("e2e", "shop")).ShouldBe(1);
        _run.Error.ShouldContain("error ORK0070");

        _run.Write("shop/e2e.yaml", Test("- { name: a, kubectl: { get: [ { kind: A, jq: '..' } ] } }"));
        (await RunAsync()).ShouldBe(1);
        _run.Out.ShouldContain("shop/e2e.yaml:9:");
        _run.Out.ShouldContain("error ORK1070");
    }

    [Fact]
    public async Task A_file_that_names_what_is_not_there_does_not_start()
    {
        _run.Write("shop/e2e.yaml", Test("- { name: a }").Replace("cr: ./cr.yaml", "cr: ./nobody.yaml", StringComparison.Ordinal));
        (await RunAsync()).ShouldBe(1);
        _run.Out.ShouldContain("shop/e2e.yaml:6: error ORK0073: ./nobody.yaml");
    }

    /// <summary>Steps with every verb that needs no running pod; also run against a real server.</summary>
    internal const string Verbs =
        """
        - name: read
          resources: [ { kind: Deployment, name: hello, ready: true }, { kind: Website, name: hello, ready: true } ]
          kubectl:
            get:
              - { kind: Deployment, name: hello, field: "{.spec.template.spec.containers[0].image}", regex: "^nginx:" }
              - { kind: website, jq: '.items | length', greaterThanOrEqual: 1 }
              - { kind: Website, name: hello, yq: .status.phase, oneOf: [ Running, Ready ] }
              - { kind: Website, name: hello, format: json, outputContains: "my.example.io" }
              - { kind: Website, name: hello, format: wide, outputContains: hello }
              - { kind: Website, name: hello, field: .status.nothing, notExists: true }
            describe: [ { kind: Website, name: hello, outputContains: "nginx" } ]
            auth: [ { verb: get, resource: deployments.apps }, { verb: delete, resource: nodes, as: "system:serviceaccount:default:nobody", equals: "no" } ]
            logs: [ { leaderElection: { lease: orkestra-konductor }, namespace: orkestra-system, since: 10m, outputContains: website } ]
            port-forward:
              - { leaderElection: { lease: orkestra-konductor }, namespace: orkestra-system, port: 8080, path: /katalog/website/health, jq: healthy, equals: "true" }
              - { namespace: orkestra-system, service: orkestra-runtime, port: 8080, path: /katalog, jq: ".crds[] | select(.name == \"website\") | .resourceCount", equals: 1 }
              - { namespace: orkestra-system, port: 8080, path: /metrics, outputContains: "# TYPE" }
        - name: patched
          kubectl:
            patch: [ { kind: Website, name: hello, patch: '{"spec":{"replicas":1}}' } ]
            get: [ { kind: Deployment, name: hello, jq: .spec.replicas, equals: 1 } ]
        - name: drift is repaired
          kubectl:
            scale: [ { kind: Deployment, name: hello, replicas: 5 } ]
            get: [ { kind: Deployment, name: hello, field: .spec.replicas, equals: 1 } ]
        - name: restarted
          kubectl:
            restart: [ { kind: Deployment, name: hello } ]
            get: [ { kind: Deployment, name: hello, field: ".spec.template.metadata.annotations.kubectl\\.kubernetes\\.io/restartedAt", exists: true } ]
        - name: a deleted child is made again
          kubectl: { delete: [ { kind: Service, name: hello } ] }
          resources: [ { kind: Service, name: hello } ]
        - name: applied
          kubectl:
            apply:
              - more.yaml
              - { apiVersion: v1, kind: ConfigMap, metadata: { name: e2e-inline }, data: { a: b } }
              - { manifest: "apiVersion: v1\nkind: Event\nmetadata: { name: e2e-event }\ninvolvedObject: { kind: Website, name: hello, namespace: default }\ntype: Normal\nreason: Seen\nmessage: it is there" }
            get: [ { kind: cm, name: e2e-inline, field: .data.a, equals: b } ]
            events: [ { kind: Website, name: hello, reason: Seen, outputContains: it is there } ]
          resources: [ { kind: Deployment, name: more } ]
        - name: gone
          after: cr-deleted
          resources: [ { kind: Website, name: hello, count: 0 }, { kind: Deployment, name: hello, count: 0 } ]
        - name: back
          after: cr-applied
          resources: [ { kind: Deployment, name: hello, ready: true } ]
        """;

    internal const int VerbSteps = 8;

    internal static string Test(string steps) =>
        $$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: E2E
        metadata: { name: shop }
        spec:
          katalog: ./katalog.yaml
          cr: ./cr.yaml
          cluster: { provider: kind }
          expect:
            {{steps.ReplaceLineEndings("\n    ")}}
        """;

    private Task<int> RunAsync(params string[] arguments) => _run.RunAsync(["e2e", "shop/e2e.yaml", "--sim-delay", "50ms", .. arguments]);
}
