using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Tests.Rendering;
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
    [InlineData("operatorBox:\n  external: [ { name: a, url: \"http://a\" } ]", "9:9", "operatorBox.external is now operatorBox.reconcile.onReconcile.external")]
    [InlineData("operatorBox:\n  runtime: { rollBackOnError: true }", "9:20", "rollBackOnError is now rollback")]
    [InlineData("operatorBox:\n  observe: { cross: [ { crd: shop, source: { host: \"http://a\", auth: { token: $TOKEN } } } ] }", "9:78", "token is now env")]
    [InlineData("operatorBox:\n  reconcile:\n    onReconcile:\n      deployments:\n        - { image: a, envFrom: { secretRef: [ a, b ] } }", "12:51", "what envFrom takes variables from is now a list of maps with name")]
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

    [Theory]
    [InlineData("inrun.dev/v1", "Catalog", "the apiVersion inrun.dev/v1 is now orkestra.orkspace.io/v1", "the kind Catalog is now Katalog")]
    [InlineData("orkestra.orkspace.io/v1", "Katalog")]
    public async Task Names_of_other_generations_are_told(string version, string kind, params string[] told) =>
        (await Sources.WithCrd().LoadAsync($"apiVersion: {version}\nkind: {kind}\nmetadata: {{ name: a }}\nspec: {{ crds: {{ shop: {{ crdFile: crd.yaml }} }} }}\n")).Diagnostics.Select(found => found.Message).ShouldBe(told);

    [Theory]
    [InlineData("operatorBox:\n  runtime: { rollBackOnError: false }")]
    [InlineData("operatorBox:\n  observe: { cross: [ { crd: shop, source: { host: \"http://a\", auth: { token: abc } } } ] }")]
    public async Task What_has_no_present_form_is_told_none(string lines) => (await Sources.WithCrd().LoadAsync(Found.Entry(lines))).Diagnostics.ShouldNotContain(found => found.Id == "ORK1065");

    [Fact]
    public async Task Sources_of_variables_mean_the_same_in_every_form()
    {
        var present = await DeploymentAsync("{ secretRef: [ { name: a }, { name: b } ] }");

        (await DeploymentAsync("{ secretRef: [ a, b ] }")).ShouldBe(present);
        (await DeploymentAsync("{ secretRef: a }")).ShouldBe(await DeploymentAsync("{ secretRef: { name: a } }"));
        present.ShouldContain("secretRef");
    }

    [Fact]
    public async Task A_setting_in_an_older_and_in_the_present_place_is_still_refused() =>
        (await Found.InAsync(Found.Entry("workers: 3\noperatorBox:\n  reconcile: { workers: 4 }"))).ShouldHaveSingleItem().ShouldStartWith("ORK1020 ");

    private static async Task<string> DeploymentAsync(string envFrom) =>
        (await Render.OneAsync($"reconcile:\n  onReconcile:\n    deployments: [ {{ name: a, image: b, envFrom: {envFrom} }} ]")).ToJsonString();
}
