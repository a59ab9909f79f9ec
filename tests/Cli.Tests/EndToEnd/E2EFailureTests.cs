using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>What a step of <c>ork e2e</c> that fails tells, and what it does not.</summary>
public sealed class E2EFailureTests : E2EDevClusterTests
{
    [Fact]
    public async Task A_step_that_fails_tells_what_was_expected_and_what_is_there()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of(
            """
            - name: wrong
              timeout: 2s
              kubectl: { get: [ { kind: Website, name: hello, field: .spec.replicas, equals: "3" } ] }
              onFailure: { commands: [ { run: "echo of the step" } ] }
            - name: after that
            """) + "\n  onFailure: { kubectl: { logs: [ { leaderElection: { lease: orkestra-konductor } } ], events: [ { kind: Website } ], exec: [ { pod: a, command: date } ] } }\n");

        (await RunAsync("--junit", "report.xml")).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("  FAIL wrong, ");
        Cli.Out.ShouldContain("shop/e2e.yaml:9: error ORK0071: wrong: not within 2s: expected Website hello field .spec.replicas equals \"3\", and there is 2");
        Cli.Out.ShouldContain("last seen: Website default/hello");
        Cli.Out.ShouldContain("replicas: 2");
        Cli.Out.ShouldContain("the end of the observer's log:");
        Cli.Out.ShouldContain("  of the step");
        Cli.Out.ShouldContain("cannot be shown: exec: a DevCluster runs no pods");
        Cli.OutLines.ShouldContain(line => line.StartsWith("  skip after that, ", StringComparison.Ordinal) && line.EndsWith("(the step before it failed: wrong)", StringComparison.Ordinal));
        Cli.OutLines[^1].ShouldStartWith("0 passed, 1 failed");
        var failure = XDocument.Load(Path.Combine(Cli.Folder.FullName, "report.xml")).Descendants("failure").ShouldHaveSingleItem();
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
        Cli.Write("shop/e2e.yaml", E2EFile.Of($"- {{ name: a, timeout: 10m, {what} }}"));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.OutLines.Single(line => line.Contains("ORK0071", StringComparison.Ordinal)).ShouldContain(message);
    }

    [Fact]
    public async Task What_kubectl_says_of_a_failure_is_no_answer()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, timeout: 6s, kubectl: { get: [ { kind: Website, name: hello, format: nonsense, notEquals: Failed } ] } }"));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("nonsense");
    }

    [Fact]
    public async Task A_kind_that_nobody_serves_is_never_gone()
    {
        Cli.Write("shop/e2e.yaml", E2EFile.Of("- { name: a, timeout: 1s, resources: [ { kind: Deploiment, count: 0 } ] }"));

        (await RunAsync()).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("expected no Deploiment *, and there is the server serves no kind Deploiment");
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
        Cli.Write("shop/setup.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: hush }\n");
        Cli.Write("shop/e2e.yaml", E2EFile.Of($"- {{ name: a, timeout: 1s, {step} }}").Replace("expect:", "setup: [ setup.yaml ]\n  expect:", StringComparison.Ordinal));

        (await RunAsync("--junit", "report.xml")).ShouldBe(1, Cli.Out + Cli.Error);
        Cli.Out.ShouldContain("last seen: Secret default/key");
        Cli.Out.ShouldContain("last seen: Website default/hello");
        var report = await File.ReadAllTextAsync(Path.Combine(Cli.Folder.FullName, "report.xml"), TestContext.Current.CancellationToken);
        foreach (var text in new[] { Cli.Out, report })
        {
            text.ShouldContain("key: (not shown)");
            text.ShouldNotContain("hush");
            text.ShouldNotContain(Convert.ToBase64String("hush"u8));
        }
    }
}
