namespace Orkestra.DevCluster.Tests.Serving;

/// <summary>A patch whose outcome cannot be read.</summary>
public sealed class PatchFaultTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";

    [Fact]
    public async Task A_value_of_a_wrong_type_is_a_fault_of_the_patch()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync(Deployments, Make.Deployment("web"))).Is(201);

        (await cluster.Api.PatchAsync(Deployments + "/web", PatchType.Merge, """{"spec":{"replicas":"many"}}"""))
            .IsFailure(422, "Invalid", " \"\" is invalid: patch: Invalid value: ", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32");
    }

    [Fact]
    public async Task An_unknown_field_is_a_fault_of_the_patch_when_asked_strictly()
    {
        await using var cluster = await MemoryCluster.StartAsync();
        (await cluster.Api.PostAsync(Deployments, Make.Deployment("web"))).Is(201);

        (await cluster.Api.PatchAsync(Deployments + "/web?fieldValidation=Strict", PatchType.Merge, """{"spec":{"surprise":1}}"""))
            .IsFailure(422, "Invalid", "strict decoding error: unknown field \"spec.surprise\"");
        (await cluster.Api.PatchAsync(Deployments + "/web", PatchType.Merge, """{"spec":{"surprise":1}}""")).Is(200).Warnings.ShouldHaveSingleItem().ShouldContain("unknown field");
    }
}
