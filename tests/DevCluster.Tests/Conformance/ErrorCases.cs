namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>How the server refuses: code, reason, message, details.</summary>
public abstract class ErrorCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var answer = await Api.GetAsync(V1("configmaps/absent"));

        answer.IsFailure(404, "NotFound");
        answer["message"].ShouldBe("configmaps \"absent\" not found");
        answer["details/name"].ShouldBe("absent");
        answer["details/kind"].ShouldBe("configmaps");
        answer["metadata"].ShouldBe("{}");
    }

    [Fact]
    public async Task A_grouped_resource_is_named_with_its_group()
    {
        var answer = await Api.GetAsync(In("apps/v1", "deployments/absent"));

        answer.IsFailure(404, "NotFound");
        answer["message"].ShouldBe("deployments.apps \"absent\" not found");
        answer["details/group"].ShouldBe("apps");
        answer["details/kind"].ShouldBe("deployments");
    }

    [Fact]
    public async Task A_second_create_already_exists()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a"));

        answer.IsFailure(409, "AlreadyExists");
        answer["message"].ShouldBe("configmaps \"a\" already exists");
        answer["details/name"].ShouldBe("a");
        answer["details/kind"].ShouldBe("configmaps");
    }

    [Fact]
    public async Task A_create_without_a_name_is_invalid()
    {
        var answer = await Api.PostAsync(V1("configmaps"), """{"metadata":{},"data":{}}""");

        answer.IsFailure(422, "Invalid", "metadata.name: Required value: name or generateName is required");
        answer.HasCause("metadata.name", "FieldValueRequired", "Required value: name or generateName is required");
        answer["details/kind"].ShouldBe("ConfigMap");
    }

    [Theory]
    [InlineData("UPPER")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("blank space")]
    [InlineData("dot.")]
    public async Task A_name_that_is_no_subdomain_is_invalid(string name)
    {
        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap(name));

        answer.IsFailure(422, "Invalid", $"ConfigMap \"{name}\" is invalid: metadata.name: Invalid value: \"{name}\": a", "RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character");
        answer.HasCause("metadata.name", "FieldValueInvalid");
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_invalid()
    {
        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap(new string('a', 254)));

        answer.IsFailure(422, "Invalid", "must be no more than 253 characters");
    }

    [Fact]
    public async Task A_service_name_must_be_a_label()
    {
        var answer = await Api.PostAsync(V1("services"), Make.Service("1a.b"));

        answer.IsFailure(422, "Invalid", "metadata.name: Invalid value: \"1a.b\"", "DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character");
    }

    [Fact]
    public async Task A_label_value_that_is_too_long_is_invalid()
    {
        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a", labels: $$"""{"k":"{{new string('x', 64)}}"}"""));

        answer.IsFailure(422, "Invalid", "metadata.labels: Invalid value:", "must be no more than 63 characters");
        answer.HasCause("metadata.labels", "FieldValueInvalid");
    }

    [Theory]
    [InlineData("k", "not valid!")]
    [InlineData("no/two/slashes", "v")]
    [InlineData("-k", "v")]
    public async Task A_malformed_label_is_invalid(string key, string value)
    {
        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a", labels: $$"""{"{{key}}":"{{value}}"}"""));

        answer.IsFailure(422, "Invalid").HasCause("metadata.labels", "FieldValueInvalid");
    }

    [Fact]
    public async Task A_malformed_annotation_key_is_invalid()
    {
        var answer = await Api.PostAsync(V1("configmaps"), """{"metadata":{"name":"a","annotations":{"no good":"v"}}}""");

        answer.IsFailure(422, "Invalid", "metadata.annotations: Invalid value: \"no good\"");
    }

    [Fact]
    public async Task Two_mistakes_are_told_at_once()
    {
        var answer = await Api.PostAsync(In("apps/v1", "deployments"), """{"metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"a":"b"}},"replicas":-1,"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[]}}}}""");

        answer.IsFailure(422, "Invalid", "Deployment.apps \"web\" is invalid: [");
        answer.HasCause("spec.replicas", "FieldValueInvalid", "must be greater than or equal to 0");
        answer.HasCause("spec.template.spec.containers", "FieldValueRequired");
    }

    [Fact]
    public async Task A_deployment_needs_a_selector_that_matches_its_template()
    {
        var answer = await Api.PostAsync(
            In("apps/v1", "deployments"),
            """{"metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"y"}},"spec":{"containers":[{"name":"main","image":"nginx"}]}}}}""");

        answer.IsFailure(422, "Invalid", "Deployment.apps \"web\" is invalid: spec.template.metadata.labels: Invalid value:", "`selector` does not match template `labels`");
    }

    [Fact]
    public async Task A_deployment_without_a_selector_is_invalid()
    {
        var answer = await Api.PostAsync(
            In("apps/v1", "deployments"),
            """{"metadata":{"name":"web"},"spec":{"template":{"metadata":{"labels":{"app":"y"}},"spec":{"containers":[{"name":"main","image":"nginx"}]}}}}""");

        answer.IsFailure(422, "Invalid").HasCause("spec.selector", "FieldValueRequired");
    }

    [Fact]
    public async Task A_container_needs_a_name()
    {
        var answer = await Api.PostAsync(V1("pods"), """{"metadata":{"name":"p"},"spec":{"containers":[{"image":"busybox"}]}}""");

        answer.IsFailure(422, "Invalid").HasCause("spec.containers[0].name", "FieldValueRequired");
    }

    [Fact]
    public async Task A_wrong_type_is_a_bad_request()
    {
        var answer = await Api.PostAsync(In("apps/v1", "deployments"), """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":"many"}}""");

        answer.IsFailure(400, "BadRequest", "Deployment in version \"v1\" cannot be handled as a Deployment");
    }

    [Fact]
    public async Task Broken_json_is_a_bad_request()
    {
        (await Api.PostAsync(V1("configmaps"), """{"metadata":{"name":""")).IsFailure(400, "BadRequest");
    }

    [Fact]
    public async Task A_body_of_another_kind_is_a_bad_request()
    {
        var answer = await Api.PostAsync(V1("configmaps"), """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""");

        answer.IsFailure(400, "BadRequest", "Secret in version \"v1\" cannot be handled as a ConfigMap");
    }

    [Fact]
    public async Task A_body_of_another_group_is_a_bad_request()
    {
        var answer = await Api.PostAsync(In("apps/v1", "deployments"), """{"apiVersion":"apps/v9","kind":"Deployment","metadata":{"name":"a"}}""");

        answer.IsFailure(400, "BadRequest");
    }

    [Fact]
    public async Task A_namespace_in_the_body_must_be_that_of_the_path()
    {
        var answer = await Api.PostAsync(V1("configmaps"), """{"metadata":{"name":"a","namespace":"elsewhere"}}""");

        answer.IsFailure(400, "BadRequest", "the namespace of the provided object does not match the namespace sent on the request");
    }

    [Fact]
    public async Task A_name_in_the_body_must_be_that_of_the_path()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.PutAsync(V1("configmaps/a"), Make.ConfigMap("b"));

        answer.IsFailure(400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)");
    }

    [Fact]
    public async Task An_unknown_media_type_of_a_body_is_refused()
    {
        (await Api.PostAsync(V1("configmaps"), "name=a", "application/x-www-form-urlencoded"))
            .IsFailure(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml");
    }

    [Fact]
    public async Task An_unknown_media_type_of_a_patch_is_refused()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(V1("configmaps/a"), "application/json", "{}"))
            .IsFailure(415, "UnsupportedMediaType");
    }

    [Fact]
    public async Task An_answer_in_an_unknown_media_type_is_not_acceptable()
    {
        (await Api.GetAsync(V1("configmaps"), "text/csv")).Is(406)["reason"].ShouldBe("NotAcceptable");
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_have_is_not_allowed()
    {
        (await Api.SendAsync(HttpMethod.Post, V1("configmaps/a"), "{}", "application/json"))
            .IsFailure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    [Fact]
    public async Task Owner_references_must_be_whole()
    {
        var answer = await Api.PostAsync(V1("configmaps"), """{"metadata":{"name":"a","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x"}]}}""");

        answer.IsFailure(422, "Invalid").HasCause("metadata.ownerReferences.uid", "FieldValueInvalid", "uid must not be empty");
    }

    [Fact]
    public async Task Only_one_owner_may_be_the_controller()
    {
        var answer = await Api.PostAsync(
            V1("configmaps"),
            """{"metadata":{"name":"a","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"1","controller":true},{"apiVersion":"v1","kind":"ConfigMap","name":"y","uid":"2","controller":true}]}}""");

        answer.IsFailure(422, "Invalid", "Only one reference can have Controller set to true");
    }

    [Fact]
    public async Task A_finalizer_must_be_qualified()
    {
        (await Api.PostAsync(V1("configmaps"), """{"metadata":{"name":"a","finalizers":["plain"]}}"""))
            .IsFailure(422, "Invalid", "name is neither a standard finalizer name nor is it fully qualified");
    }

    [Fact]
    public async Task A_config_map_that_is_too_large_is_invalid()
    {
        var answer = await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a", $$"""{"k":"{{new string('x', (1024 * 1024) + 1)}}"}"""));

        answer.IsFailure(422, "Invalid", "Too long: ", "1048576");
    }
}
