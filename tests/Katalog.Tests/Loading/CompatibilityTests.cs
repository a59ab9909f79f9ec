using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Files written for the Go implementation load here unchanged, or say what this version does not execute.</summary>
public sealed class CompatibilityTests
{
    [Theory]
    [InlineData("beginner-01-hello-website", "katalog.yaml")]
    [InlineData("beginner-01-hello-website", "katalog.flat-v0.6.yaml")]
    [InlineData("beginner-02-with-serviceaccount", "katalog.yaml")]
    [InlineData("intermediate-04-multi-resource", "katalog.yaml")]
    [InlineData("intermediate-05-conditional-resources", "katalog.yaml")]
    [InlineData("intermediate-09-notes-user-defined", "katalog.yaml")]
    [InlineData("advanced-16-05-forEach-sharding", "katalog.yaml")]
    [InlineData("security-namespace-protection", "katalog.yaml")]
    public async Task A_file_of_the_Go_implementation_loads_unchanged(string set, string file)
    {
        var result = await new KatalogLoader(new CompatSources(set)).LoadAsync(file, CancellationToken.None);

        result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        result.Katalog.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("intermediate-08-state-machine", "admission")]
    [InlineData("advanced-07-validation-mutation", "admission")]
    [InlineData("advanced-12-autoscale-02", "autoscale")]
    [InlineData("usecase-full-stack-06", "dependsOn", "admission", "cross", "external")]
    [InlineData("usecase-external-01-health-gate", "validation", "external")]
    [InlineData("usecase-normalize-04-webservice", "admission")]
    [InlineData("usecase-crd-conversion-with-webhooks", "conversion")]
    [InlineData("intermediate-05-conditional-reconciliation", "when")]
    public async Task What_is_not_executed_yet_is_refused_by_name(string set, params string[] keys)
    {
        var result = await new KatalogLoader(new CompatSources(set)).LoadAsync("katalog.yaml", CancellationToken.None);

        result.Katalog.ShouldBeNull();
        var refused = result.Diagnostics.Where(found => found.Id is "ORK1005").Select(found => found.Place.YamlPath.Split('.')[^1]).Distinct(StringComparer.Ordinal);
        refused.ShouldBe(keys, ignoreOrder: true);
        result.Diagnostics.Select(found => found.Id).ShouldNotContain("ORK1003");
        result.Diagnostics.Select(found => found.Id).ShouldNotContain("ORK1006");
    }
}
