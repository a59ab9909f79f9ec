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
    [InlineData("intermediate-05-conditional-reconciliation", "katalog.yaml")]
    [InlineData("intermediate-08-state-machine", "katalog.yaml")]
    [InlineData("advanced-07-validation-mutation", "katalog.yaml")]
    [InlineData("advanced-12-autoscale-02", "katalog.yaml")]
    [InlineData("usecase-full-stack-06", "katalog.yaml")]
    [InlineData("usecase-external-01-health-gate", "katalog.yaml")]
    [InlineData("usecase-normalize-04-webservice", "katalog.yaml")]
    [InlineData("usecase-crd-conversion-with-webhooks", "katalog.yaml")]
    public async Task A_file_of_the_Go_implementation_loads_unchanged(string set, string file)
    {
        var result = await new KatalogLoader(new CompatSources(set)).LoadAsync(file, CancellationToken.None);

        result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        result.Katalog.ShouldNotBeNull();
    }

    /// <summary>What a later version executes keeps the entry from being run; everything else runs.</summary>
    [Theory]
    [InlineData("intermediate-05-conditional-reconciliation")]
    [InlineData("intermediate-08-state-machine")]
    [InlineData("advanced-07-validation-mutation")]
    [InlineData("advanced-12-autoscale-02")]
    [InlineData("usecase-normalize-04-webservice")]
    [InlineData("usecase-crd-conversion-with-webhooks")]
    [InlineData("usecase-external-01-health-gate")]
    [InlineData("usecase-full-stack-06")]
    public async Task What_is_not_executed_yet_is_refused_when_it_is_run(string set, params string[] keys)
    {
        var result = await new KatalogLoader(new CompatSources(set)).LoadAsync("katalog.yaml", CancellationToken.None);

        result.Katalog.ShouldNotBeNull().Entries.SelectMany(entry => entry.NotExecuted).Select(found => found.Place.YamlPath.Split('.')[^1]).ShouldBe(keys, ignoreOrder: true);
    }
}
