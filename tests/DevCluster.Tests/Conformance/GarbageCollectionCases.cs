using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What becomes of dependents. On the real server kube-controller-manager does it.</summary>
public abstract class GarbageCollectionCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private const string Hold = ",\"finalizers\":[\"x.example.com/hold\"]";
    private const string Release = """{"metadata":{"finalizers":null}}""";

    [Fact]
    public async Task Dependents_go_after_their_owner()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        await CreateAsync(V1("secrets"), Dependent("child", owner));

        (await Api.DeleteAsync(V1("configmaps/owner"))).Is(200);

        (await Api.GetAsync(V1("configmaps/owner"))).Is(404);
        await WaitUntilGoneAsync(V1("secrets/child"));
    }

    [Fact]
    public async Task Dependents_of_dependents_go_too()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        var child = await CreateAsync(V1("configmaps"), Dependent("child", owner));
        await CreateAsync(V1("secrets"), Dependent("grandchild", child));

        (await Api.DeleteAsync(V1("configmaps/owner"), """{"propagationPolicy":"Background"}""")).Is(200);

        await WaitUntilGoneAsync(V1("secrets/grandchild"));
    }

    [Fact]
    public async Task In_the_foreground_the_owner_waits_for_its_blocking_dependents()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        await CreateAsync(V1("secrets"), Dependent("child", owner, ",\"blockOwnerDeletion\":true", Hold));

        var answer = (await Api.DeleteAsync(V1("configmaps/owner"), """{"propagationPolicy":"Foreground"}""")).Is(200);

        (answer["metadata/finalizers"] ?? (await Api.GetAsync(V1("configmaps/owner")))["metadata/finalizers"]).ShouldBe("""["foregroundDeletion"]""");
        await WaitForAsync("the deletion of the child", V1("secrets/child"), child => child["metadata/deletionTimestamp"] is not null);
        (await Api.GetAsync(V1("configmaps/owner"))).Is(200)["metadata/deletionTimestamp"].ShouldNotBeNull();
        (await Api.PatchAsync(V1("secrets/child"), PatchType.Merge, Release)).Is(200);
        await WaitUntilGoneAsync(V1("configmaps/owner"));
    }

    [Fact]
    public async Task In_the_foreground_an_owner_without_dependents_goes()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));

        (await Api.DeleteAsync(V1("configmaps/owner?propagationPolicy=Foreground"))).Is(200);

        await WaitUntilGoneAsync(V1("configmaps/owner"));
    }

    [Fact]
    public async Task Orphans_stay_and_lose_the_reference()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        var child = await CreateAsync(V1("secrets"), Dependent("child", owner));

        (await Api.DeleteAsync(V1("configmaps/owner"), """{"propagationPolicy":"Orphan"}""")).Is(200);

        await WaitUntilGoneAsync(V1("configmaps/owner"));
        var orphan = (await Api.GetAsync(V1("secrets/child"))).Is(200);
        orphan.Uid.ShouldBe(child.Uid);
        orphan["metadata/ownerReferences"].ShouldBeNull();
    }

    [Fact]
    public async Task OrphanDependents_is_the_older_way_to_say_so()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        await CreateAsync(V1("secrets"), Dependent("child", owner));

        (await Api.DeleteAsync(V1("configmaps/owner"), """{"orphanDependents":true}""")).Is(200);

        await WaitUntilGoneAsync(V1("configmaps/owner"));
        (await Api.GetAsync(V1("secrets/child"))).Is(200)["metadata/ownerReferences"].ShouldBeNull();
    }

    [Fact]
    public async Task A_dependent_with_another_owner_stays_and_loses_one_reference()
    {
        var first = await CreateAsync(V1("configmaps"), Make.ConfigMap("first"));
        var second = await CreateAsync(V1("configmaps"), Make.ConfigMap("second"));
        await CreateAsync(
            V1("secrets"),
            $$"""
            {"metadata":{"name":"child","ownerReferences":[
            {"apiVersion":"v1","kind":"ConfigMap","name":"first","uid":"{{first.Uid}}"},{"apiVersion":"v1","kind":"ConfigMap","name":"second","uid":"{{second.Uid}}"}]} }
            """);

        (await Api.DeleteAsync(V1("configmaps/first"))).Is(200);

        var child = await WaitForAsync("one reference of the child", V1("secrets/child"), answer => answer["metadata/ownerReferences/1"] is null);
        child.Is(200)["metadata/ownerReferences/0/uid"].ShouldBe(second.Uid);
    }

    [Fact]
    public async Task An_object_whose_owner_never_was_is_collected()
    {
        await CreateAsync(V1("secrets"), """{"metadata":{"name":"child","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"never","uid":"11111111-1111-1111-1111-111111111111"}]}}""");

        await WaitUntilGoneAsync(V1("secrets/child"));
    }

    [Fact]
    public async Task An_object_of_an_earlier_owner_of_the_same_name_is_collected()
    {
        var earlier = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        (await Api.DeleteAsync(V1("configmaps/owner"))).Is(200);
        var later = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));

        await CreateAsync(V1("secrets"), Dependent("old", earlier));
        await CreateAsync(V1("secrets"), Dependent("new", later));

        await WaitUntilGoneAsync(V1("secrets/old"));
        (await Api.GetAsync(V1("secrets/new"))).Is(200);
    }

    [Fact]
    public async Task A_finalizer_holds_a_dependent_that_is_collected()
    {
        var owner = await CreateAsync(V1("configmaps"), Make.ConfigMap("owner"));
        await CreateAsync(V1("secrets"), Dependent("child", owner, more: Hold));

        (await Api.DeleteAsync(V1("configmaps/owner"))).Is(200);

        await WaitForAsync("the deletion of the child", V1("secrets/child"), child => child["metadata/deletionTimestamp"] is not null);
        (await Api.PatchAsync(V1("secrets/child"), PatchType.Merge, Release)).Is(200);
        (await Api.GetAsync(V1("secrets/child"))).Is(404);
    }

    [Fact]
    public async Task A_cluster_scoped_owner_has_dependents_in_namespaces()
    {
        var owner = await CreateAsync("/apis/rbac.authorization.k8s.io/v1/clusterroles", $$"""{"metadata":{"name":"{{Namespace}}"},"rules":[]}""");
        DeleteAtEnd($"/apis/rbac.authorization.k8s.io/v1/clusterroles/{Namespace}");
        await CreateAsync(
            V1("secrets"),
            $$"""{"metadata":{"name":"child","ownerReferences":[{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","name":"{{Namespace}}","uid":"{{owner.Uid}}"}]} }""");

        (await Api.DeleteAsync($"/apis/rbac.authorization.k8s.io/v1/clusterroles/{Namespace}")).Is(200);

        await WaitUntilGoneAsync(V1("secrets/child"));
    }

    [Fact]
    public async Task A_custom_resource_owns_like_any_other()
    {
        var crd = await ScratchCrd.CreateAsync(Api, Namespace);
        DeleteAtEnd(crd.DefinitionPath);
        var owner = await CreateAsync(crd.In(Namespace), crd.Body("owner", "{}"));
        await CreateAsync(
            V1("secrets"),
            $$"""{"metadata":{"name":"child","ownerReferences":[{"apiVersion":"{{crd.Group}}/v1","kind":"Widget","name":"owner","uid":"{{owner.Uid}}","controller":true,"blockOwnerDeletion":true}]} }""");

        (await Api.DeleteAsync($"{crd.In(Namespace)}/owner")).Is(200);

        // The garbage collector of the real server learns a new kind within 30 s.
        await Eventually.Async(
            "the end of the child of a custom resource",
            async _ => (await Api.GetAsync(V1("secrets/child"))).Code,
            code => code == 404,
            TimeSpan.FromSeconds(120),
            TestContext.Current.CancellationToken);
    }

    private static string Dependent(string name, Answer owner, string reference = "", string more = "") =>
        $$"""
        {"metadata":{"name":"{{name}}","ownerReferences":[{"apiVersion":"{{owner["apiVersion"]}}","kind":"{{owner["kind"]}}","name":"{{owner["metadata/name"]}}","uid":"{{owner.Uid}}"{{reference}} }]{{more}} } }
        """;
}
