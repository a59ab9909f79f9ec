using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Simulation;

/// <summary>External calls in simulations: a stub answers, as the file says.</summary>
public sealed class ExternalSimulationTests : IDisposable
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              apiTypes: { group: example.io, version: v1, kind: Shop, plural: shops }
              operatorBox:
                reconcile:
                  onReconcile:
                    external: [ { name: health, url: "http://127.0.0.1:1/{{ .metadata.name }}", SETTINGS } ]
                    configMaps:
                      - { name: "{{ .metadata.name }}-up", data: { version: "{{ .external.health.version }}" }, when: [ { field: external.health.status, equals: "200" } ] }
                      - { name: "{{ .metadata.name }}-quiet", data: { a: b }, when: [ { field: external.health.called, equals: "false" } ] }
        """;

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Without_a_script_every_call_is_answered_with_200()
    {
        await SimulateAsync("", "steady: true, noErrors: true, ops: [ { cycle: 1, verb: create, resource: configmaps, name: corner-up } ], absent: [ { resource: configmaps, name: corner-quiet } ]", "--dev-server");
    }

    [Fact]
    public async Task A_script_answers_by_name_url_and_cycle()
    {
        await SimulateAsync(
            "external: [ { name: health, status: 503 }, { name: other, fromCycle: 2 }, { url: \"http://127.0.0.1:1/corner\", fromCycle: 3, body: { version: 2 } }, { url: \"http://127.0.0.1:1/c*\", fromCycle: 4, body: '{ \"version\": 3 }' } ]",
            "steady: true, noErrors: true, ops: [ { cycle: 3, verb: create, resource: configmaps, name: corner-up }, { cycle: 4, verb: update, resource: configmaps, name: corner-up } ], absent: [ { cycle: 2, resource: configmaps } ]");
    }

    [Fact]
    public async Task A_failure_that_must_not_be_is_an_error_of_the_pass()
    {
        var code = await RunAsync("external: [ { error: connection refused } ]", "noErrors: true", "continueOnError: false");

        code.ShouldBe(1, _run.Out);
        _run.Out.ShouldContain("ExternalCallFailed: external call health: GET http://127.0.0.1:1/corner: connection refused");
    }

    [Fact]
    public async Task Tries_take_simulated_time()
    {
        var code = await RunAsync("external: [ { status: 500 } ]", "noErrors: true, steady: true", "continueOnError: true, sleep: 1s, retryBackoff: { initial: 10s, max: 1m, maxAttempts: 5 }");

        code.ShouldBe(0, _run.Out);
    }

    [Theory]
    [InlineData("skipExternal: true")]
    [InlineData("", "--skip-external")]
    public async Task Calls_that_are_left_out_are_seen_as_such(string spec, params string[] flags)
    {
        await SimulateAsync(spec, "steady: true, ops: [ { cycle: 1, resource: configmaps, name: corner-quiet } ], absent: [ { resource: configmaps, name: corner-up } ]", flags);
    }

    private async Task SimulateAsync(string spec, string expect, params string[] flags) =>
        (await RunAsync(spec, expect, "continueOnError: true", flags)).ShouldBe(0, _run.Out + _run.Error);

    private Task<int> RunAsync(string spec, string expect, string settings, params string[] flags)
    {
        _run.Write("katalog.yaml", Katalog.Replace("SETTINGS", settings, StringComparison.Ordinal));
        _run.Write("cr.yaml", "apiVersion: example.io/v1\nkind: Shop\nmetadata: { name: corner, namespace: default }\nspec: {}\n");
        _run.Write("simulate.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Simulate\nmetadata: {{ name: external }}\nspec:\n  katalog: ./katalog.yaml\n  cr: ./cr.yaml\n  cycles: 5\n  expect: {{ {expect} }}\n{(spec.Length > 0 ? $"  {spec}\n" : "")}");
        return _run.RunAsync(["simulate", "simulate.yaml", "--debug-ops", .. flags]);
    }
}
