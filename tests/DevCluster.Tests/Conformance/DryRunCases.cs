namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Requests that only pretend.</summary>
public abstract class DryRunCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_pretended_create_is_answered_and_not_kept()
    {
        var answer = (await Api.PostAsync(V1("configmaps?dryRun=All"), Make.ConfigMap("a", """{"k":"v"}"""))).Is(201);

        answer["data/k"].ShouldBe("v");
        answer["metadata/uid"].ShouldNotBeNull();
        (await Api.GetAsync(V1("configmaps/a"))).Is(404);
    }

    [Fact]
    public async Task A_pretended_create_sees_defaults_and_mistakes()
    {
        (await Api.PostAsync(In("apps/v1", "deployments?dryRun=All"), Make.Deployment("web"))).Is(201)["spec/replicas"].ShouldBe("1");
        (await Api.PostAsync(In("apps/v1", "deployments?dryRun=All"), Make.Deployment("web", "\"replicas\":-1"))).IsFailure(422, "Invalid");
    }

    [Fact]
    public async Task A_pretended_create_of_what_is_there_already_exists()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PostAsync(V1("configmaps?dryRun=All"), Make.ConfigMap("a"))).IsFailure(409, "AlreadyExists");
    }

    [Fact]
    public async Task A_pretended_change_is_answered_and_not_kept()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var patched = (await Api.PatchAsync(V1("configmaps/a?dryRun=All"), PatchType.Merge, """{"data":{"k":"w"}}""")).Is(200);
        var replaced = (await Api.PutAsync(V1("configmaps/a?dryRun=All"), Make.ConfigMap("a", """{"k":"x"}"""))).Is(200);

        patched["data/k"].ShouldBe("w");
        replaced["data/k"].ShouldBe("x");
        var read = (await Api.GetAsync(V1("configmaps/a"))).Is(200);
        read["data/k"].ShouldBe("v");
        read.ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task A_pretended_apply_is_answered_and_not_kept()
    {
        (await Api.PatchAsync(V1("configmaps/a?dryRun=All&fieldManager=one"), PatchType.Apply, Make.ConfigMap("a", """{"k":"v"}"""))).Is(201)["data/k"].ShouldBe("v");

        (await Api.GetAsync(V1("configmaps/a"))).Is(404);
    }

    [Fact]
    public async Task A_pretended_deletion_deletes_nothing()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.DeleteAsync(V1("configmaps/a?dryRun=All"))).Is(200);

        (await Api.GetAsync(V1("configmaps/a"))).Is(200)["metadata/deletionTimestamp"].ShouldBeNull();
    }

    [Fact]
    public async Task Only_All_can_be_pretended()
    {
        (await Api.PostAsync(V1("configmaps?dryRun=Some"), Make.ConfigMap("a"))).IsFailure(422, "Invalid", "dryRun: Unsupported value", "supported values: \"All\"");
    }
}
