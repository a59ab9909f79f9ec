using Orkestra.Katalog.Diagnostics;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>An older spelling loads, and is told the present one.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("workers: 3", "8:7", "workers is now operatorBox.reconcile.workers")]
    [InlineData("validation: { rules: [] }", "8:7", "validation is now admission.validation")]
    [InlineData("allowedNamespaces: [ a ]", "8:7", "allowedNamespaces is now operatorBox.runtime.allowedNamespaces")]
    [InlineData("operatorBox:\n  status: {}", "9:9", "operatorBox.status is now operatorBox.emit.status")]
    [InlineData("operatorBox:\n  reconciler:\n    workers: 3", "10:11", "operatorBox.reconciler.workers is now operatorBox.reconcile.workers")]
    [InlineData("operatorBox:\n  when: [ { field: spec.a, equals: b } ]", "9:9", "operatorBox.when is now operatorBox.preReconcile.when")]
    [InlineData("operatorBox:\n  reconcile:\n    onReconcile:\n      configMaps:\n        - { name: a, labels: [ { key: a, value: b } ] }", "12:36", "labels and annotations as a list are now a map")]
    public async Task An_older_place_is_a_warning_with_the_present_one(string lines, string place, string message)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry(lines));

        result.Katalog.ShouldNotBeNull();
        var found = result.Diagnostics.Where(found => found.Id == "ORK1065").ShouldHaveSingleItem();
        (found.Severity, $"{found.Place.Line}:{found.Place.Column}", found.Message).ShouldBe((DiagnosticSeverity.Warning, place, message));
    }

    [Theory]
    [InlineData("operatorBox:\n  reconcile: { workers: 3, resync: 1m }\n  emit: { status: {} }")]
    [InlineData("admission: { validation: { rules: [] } }")]
    public async Task The_present_spelling_is_told_nothing(string lines) => (await Sources.WithCrd().LoadAsync(Found.Entry(lines))).Diagnostics.ShouldBeEmpty();

    [Fact]
    public async Task The_oldest_file_is_told_its_version_and_its_list()
    {
        var result = await Sources.WithCrd().LoadAsync("apiVersion: orkestra.konductor.io/v1Alpha\nkind: Katalog\nmetadata: { name: a }\nspec:\n  crds:\n    - { name: shop, crdFile: crd.yaml }\n");

        result.Diagnostics.Select(found => found.Message).ShouldBe(["the apiVersion orkestra.konductor.io/v1Alpha is now orkestra.orkspace.io/v1", "crds is now a map: the name of an entry is its key"]);
    }

    [Fact]
    public async Task A_setting_in_an_older_and_in_the_present_place_is_still_refused() =>
        (await Found.InAsync(Found.Entry("workers: 3\noperatorBox:\n  reconcile: { workers: 4 }"))).ShouldHaveSingleItem().ShouldStartWith("ORK1020 ");
}
