namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What cannot be changed.</summary>
public abstract class ImmutabilityCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task An_immutable_config_map_refuses_changes()
    {
        await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a"},"immutable":true,"data":{"k":"v"}}""");

        var answer = await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"data":{"k":"w"}}""");

        answer.IsFailure(422, "Invalid", "data: Forbidden: field is immutable when `immutable` is set").HasCause("data", "FieldValueForbidden");
    }

    [Fact]
    public async Task The_selector_of_a_deployment_is_immutable()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var answer = await Api.PatchAsync(
            In("apps/v1", "deployments/web"),
            PatchType.Merge,
            """{"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}}}}}""");

        answer.IsFailure(422, "Invalid", "field is immutable").HasCause("spec.selector", "FieldValueInvalid", "field is immutable");
    }

    [Fact]
    public async Task The_cluster_ip_of_a_service_is_immutable()
    {
        await CreateAsync(V1("services"), Make.Service("web"));

        var answer = await Api.PatchAsync(V1("services/web"), PatchType.Merge, """{"spec":{"clusterIP":"10.0.0.254","clusterIPs":["10.0.0.254"]}}""");

        answer.IsFailure(422, "Invalid", "Service \"web\" is invalid: spec.clusterIPs[0]: Invalid value: []string{\"10.0.0.254\"}: may not change once set");
    }

    [Fact]
    public async Task The_template_of_a_job_is_immutable()
    {
        await CreateAsync(In("batch/v1", "jobs"), Make.Job("once"));

        var answer = await Api.PatchAsync(In("batch/v1", "jobs/once"), PatchType.Strategic, """{"spec":{"template":{"spec":{"containers":[{"name":"main","image":"other"}]}}}}""");

        answer.IsFailure(422, "Invalid", "field is immutable").HasCause("spec.template", "FieldValueInvalid");
    }

    [Fact]
    public async Task Most_of_a_stateful_set_is_immutable()
    {
        await CreateAsync(In("apps/v1", "statefulsets"), Make.Deployment("db").Replace("\"Deployment\"", "\"StatefulSet\"", StringComparison.Ordinal));

        var answer = await Api.PatchAsync(In("apps/v1", "statefulsets/db"), PatchType.Merge, """{"spec":{"serviceName":"other"}}""");

        answer.IsFailure(422, "Invalid", "updates to statefulset spec for fields other than", "are forbidden").HasCause("spec", "FieldValueForbidden");
    }

    [Fact]
    public async Task The_type_of_a_secret_is_immutable()
    {
        await CreateAsync(V1("secrets"), Make.Secret("s", "\"type\":\"Opaque\""));

        (await Api.PatchAsync(V1("secrets/s"), PatchType.Merge, """{"type":"other"}"""))
            .IsFailure(422, "Invalid", "field is immutable").HasCause("type", "FieldValueInvalid");
    }
}
