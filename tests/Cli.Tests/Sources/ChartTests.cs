using Orkestra.Cli.Sources;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sources;

/// <summary>Charts that render a Katalog. They need <c>helm</c>: on the PATH, or named by ORK_HELM, or beside the other assets of the tests.</summary>
public sealed class ChartTests : IDisposable
{
    private readonly CliRun _run = new();

    public ChartTests()
    {
        _run.Write("chart/Chart.yaml", "apiVersion: v2\nname: cafe\nversion: 1.0.0\n");
        _run.Write("chart/values.yaml", "workers: 1\ntier: bronze\n");
        _run.Write(
            "chart/templates/katalog.yaml",
            """
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: cafe }
            spec:
              crds:
                cafe:
                  apiTypes: { group: example.io, version: v1, kind: Cafe, plural: cafes }
                  operatorBox:
                    reconcile:
                      workers: {{ .Values.workers }}
                      onReconcile:
                        configMaps: [ { name: "{{ "{{ .metadata.name }}" }}", data: { tier: {{ .Values.tier | quote }} } } ]

            """);
        _run.Write("chart/templates/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\n");
        _run.Write("gold.yaml", "tier: gold\nworkers: 7\n");
        _run.Write("cr.yaml", "apiVersion: example.io/v1\nkind: Cafe\nmetadata: { name: corner, namespace: default }\n");
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_chart_is_rendered_with_its_values_and_runs_like_a_file()
    {
        FindHelm();
        Komposer("{ path: ./chart, version: 1.0.0, valueFiles: [ gold.yaml ], values: { workers: 5 } }");

        (await _run.RunAsync("template", "-f", "komposer.yaml", "--cr", "cr.yaml")).ShouldBe(0, _run.Error);

        _run.Out.ShouldContain("name: corner");
        _run.Out.ShouldContain("tier: gold");
    }

    [Theory]
    [InlineData("{ path: ./none, version: 1.0.0 }", "helm refuses it: ")]
    [InlineData("{ path: ./chart, version: 1.0.0, valueFiles: [ none.yaml ] }", "helm refuses it: ")]
    [InlineData("{ path: ./chart, version: 1.0.0, auth: { fromEnv: TOKEN } }", "log helm in")]
    public async Task A_chart_that_cannot_be_rendered_says_why(string import, string reason)
    {
        FindHelm();
        Komposer(import);

        (await _run.RunAsync("validate", "-f", "komposer.yaml")).ShouldBe(1);

        _run.OutLines[0].ShouldStartWith("komposer.yaml:5:11: error ORK1063: the chart ");
        _run.OutLines[0].ShouldContain(reason);
    }

    [Fact]
    public async Task Without_helm_a_chart_is_refused_clearly()
    {
        _run.Variables["PATH"] = _run.Folder.FullName;
        Komposer("{ path: ./chart, version: 1.0.0 }");

        (await _run.RunAsync("validate", "-f", "komposer.yaml")).ShouldBe(1);

        _run.OutLines[0].ShouldContain("there is no helm on the PATH; install it, or name it with ORK_HELM");
    }

    private void Komposer(string import) =>
        _run.Write("komposer.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Komposer\nmetadata: {{ name: a }}\nimports:\n  helm: [ {import} ]\n");

    private void FindHelm()
    {
        _run.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        var named = Environment.GetEnvironmentVariable("ORK_HELM") ?? (Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } assets ? Assets(assets) : null);
        if (named is not null)
            _run.Variables["ORK_HELM"] = named;
        Assert.SkipWhen(new ChartRenderer(_run.Environment()).Find() is null, "there is no helm: put it on the PATH, or name it with ORK_HELM");
    }

    private static string? Assets(string folder) =>
        new[] { Path.Combine(folder, "helm"), Path.Combine(folder, "helm", "helm") }.FirstOrDefault(File.Exists);
}
