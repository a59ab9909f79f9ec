using Orkestra.TestKit.Clusters;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What a body may be: JSON or YAML, an object of the resource; and YAML answers.</summary>
public abstract class BodyCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    private const string Yaml = "application/yaml";
    private const string Document = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: \"1\"\n";

    private string Path => V1("configmaps/a");

    [Theory]
    [InlineData("{", "json parse error: unexpected end of JSON input ({)")]
    [InlineData("", "json parse error: unexpected end of JSON input (<empty>)")]
    [InlineData("[]", "json parse error: json: cannot unmarshal array into Go value of type", "(5b5d)")]
    [InlineData("\"x\"", "json parse error: json: cannot unmarshal string into Go value of type", "(227822)")]
    [InlineData("1", "json parse error: json: cannot unmarshal number into Go value of type", "(31)")]
    [InlineData("abc", "json parse error: invalid character 'a' looking for beginning of value (616263)")]
    [InlineData("""{"metadata":{"name":"x"}}{"a":1}""", "json parse error: invalid character '{' after top-level value ({\"metadata\":{\"name\":\"x\"}}{\"a\": ...)")]
    [InlineData("""{"kind":1}""", "json parse error: json: cannot unmarshal number into Go struct field ", "kind of type string ({\"kind\":1})")]
    public async Task What_is_no_object_is_unrecognized(string body, params string[] parts)
    {
        var answer = await Api.PostAsync(V1("configmaps"), body);

        answer.IsFailure(400, "BadRequest", ["the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; ", .. parts]);
        (await Api.PutAsync(Path, body)).IsFailure(400, "BadRequest", "the object provided is unrecognized (must be of type ConfigMap): ");
    }

    [Fact]
    public async Task Custom_resources_are_named_by_their_kind()
    {
        var crd = await MakeAsync();

        (await Api.PostAsync(crd.In(Namespace), "{")).IsFailure(400, "BadRequest", "the object provided is unrecognized (must be of type Widget): couldn't get version/kind; json parse error: unexpected end of JSON input");
        (await Api.PostAsync(crd.In(Namespace), "null")).IsFailure(400, "BadRequest", "Object 'Kind' is missing in");
    }

    [Fact]
    public async Task Null_is_an_object_without_fields()
    {
        (await Api.PostAsync(V1("configmaps"), "null")).IsFailure(422, "Invalid", "metadata.name: Required value: name or generateName is required");
        (await Api.PutAsync(Path, "null")).IsFailure(400, "BadRequest", "name must be provided");
    }

    [Theory]
    [InlineData("""{"metadata":"x"}""")]
    [InlineData("""{"metadata":{"name":1}}""")]
    [InlineData("""{"metadata":{"name":"x","labels":[]}}""")]
    [InlineData("""{"metadata":{"name":"x","labels":{"a":1}}}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":"x"}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":{"replicas":"1"}}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":{"replicas":1.5}}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":{"template":[]}}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":{"template":{"spec":{"containers":{}}}}}""")]
    [InlineData("""{"metadata":{"name":"x"},"spec":{"paused":"true"}}""")]
    public async Task A_value_of_a_wrong_type_cannot_be_handled(string body)
    {
        var answer = await Api.PostAsync(In("apps/v1", "deployments"), body);

        answer.IsFailure(400, "BadRequest", "Deployment in version \"v1\" cannot be handled as a Deployment: ");
    }

    [Theory]
    [InlineData("\"metadata\":\"x\"")]
    [InlineData("\"metadata\":{\"name\":1}")]
    [InlineData("\"metadata\":{\"name\":\"x\",\"labels\":[]}")]
    [InlineData("\"metadata\":{\"name\":\"x\",\"labels\":{\"a\":1}}")]
    public async Task Metadata_of_custom_resources_has_its_types_too(string metadata)
    {
        var crd = await MakeAsync();

        var answer = await Api.PostAsync(crd.In(Namespace), $$"""{"apiVersion":"{{crd.Group}}/v1","kind":"Widget",{{metadata}}}""");

        answer.IsFailure(400, "BadRequest", "Widget in version \"v1\" cannot be handled as a Widget: ");
    }

    [Fact]
    public async Task Objects_may_come_as_yaml()
    {
        var crd = await MakeAsync();

        (await Api.PostAsync(V1("configmaps"), Document, Yaml)).Is(201)["data/k"].ShouldBe("1");
        (await Api.SendAsync(HttpMethod.Put, Path, Document.Replace("\"1\"", "two", StringComparison.Ordinal), Yaml)).Is(200)["data/k"].ShouldBe("two");
        (await Api.PostAsync(crd.In(Namespace), $"apiVersion: {crd.Group}/v1\nkind: Widget\nmetadata: {{name: a}}\nspec:\n  list:\n  - 1\n  - on\n", Yaml)).Is(201)["spec/list"].ShouldBe("[1,true]");
    }

    [Theory]
    [InlineData("metadata:\n  name: [y\n", "unrecognized (must be of type ConfigMap): ", "yaml: line ")]
    [InlineData("- a\n- b\n", "json parse error: json: cannot unmarshal array into Go value of type", "(2d20610a2d20620a)")]
    [InlineData("hello", "json parse error: json: cannot unmarshal string into Go value of type", "(68656c6c6f)")]
    public async Task Yaml_that_is_no_object_is_unrecognized(string body, params string[] parts) =>
        (await Api.PostAsync(V1("configmaps"), body, Yaml)).IsFailure(400, "BadRequest", parts);

    [Fact]
    public async Task Other_media_types_are_not_read() =>
        (await Api.PostAsync(V1("configmaps"), Make.ConfigMap("a"), "text/plain")).IsFailure(
            415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");

    [Theory]
    [InlineData(PatchType.Merge)]
    [InlineData(PatchType.Strategic)]
    public async Task A_patch_that_breaks_metadata_is_invalid(string type)
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(Path, type, """{"metadata":"x"}""")).IsFailure(422, "Invalid", " \"\" is invalid: patch: Invalid value: ").HasCause("patch", "FieldValueInvalid");
        (await Api.PatchAsync(Path, type, """{"metadata":{"labels":{"a":1}}}""")).IsFailure(422, "Invalid");
        (await Api.PatchAsync(Path, type, """{"data":[]}""")).IsFailure(422, "Invalid");
    }

    [Theory]
    [InlineData(PatchType.Strategic)]
    [InlineData(PatchType.Json)]
    public async Task A_patch_of_null_changes_nothing(string type)
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.PatchAsync(Path, type, "null")).Is(200).ResourceVersion.ShouldBe(live.ResourceVersion);
    }

    [Theory]
    [InlineData("""{"kind":"Secret"}""")]
    [InlineData("""{"apiVersion":"v2"}""")]
    public async Task A_strategic_patch_does_not_change_the_kind(string patch)
    {
        var live = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = (await Api.PatchAsync(Path, PatchType.Strategic, patch)).Is(200);

        $"{answer["apiVersion"]} {answer["kind"]} {answer.ResourceVersion}".ShouldBe($"v1 ConfigMap {live.ResourceVersion}");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("""{"kind":"Pod","apiVersion":"v1"}""")]
    [InlineData("""{"gracePeriodSeconds":"x"}""")]
    [InlineData("""{"preconditions":"x"}""")]
    public async Task Options_of_a_deletion_that_cannot_be_read_delete_nothing(string options)
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.DeleteAsync(Path, options)).Code.ShouldBeOneOf(400, 500);
        (await Api.GetAsync(Path)).Is(200);
    }

    [Fact]
    public async Task Options_of_a_deletion_may_be_yaml()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        (await Api.SendAsync(HttpMethod.Delete, Path, "preconditions:\n  uid: x\n", Yaml)).IsFailure(409, "Conflict", "the UID in the precondition (x) does not match");
        (await Api.SendAsync(HttpMethod.Delete, Path, "kind: DeleteOptions\napiVersion: v1\n", Yaml)).Is(200);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/yaml, application/json")]
    [InlineData("application/json;q=0.5, application/yaml")]
    public async Task Objects_are_answered_as_yaml(string accept)
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"count":"2","text":"one\ntwo","flag":"yes"}"""));

        var answer = await Api.GetAsync(Path, accept);

        answer.Is(200).ContentType.ShouldBe(Yaml);
        answer.Text.ShouldContain("apiVersion: v1\ndata:\n");
        answer.Text.ShouldContain("  count: \"2\"\n");
        answer.Text.ShouldContain("  flag: \"yes\"\n");
        answer.Text.ShouldContain("kind: ConfigMap\nmetadata:\n  creationTimestamp: \"");
        var list = await Api.GetAsync(V1("configmaps"), accept);
        list.Is(200).Text.ShouldContain("kind: ConfigMapList\n");
        list.ContentType.ShouldBe(Yaml);
    }

    [Fact]
    public async Task Writes_and_failures_are_answered_as_yaml()
    {
        (await Api.SendAsync(HttpMethod.Post, V1("configmaps"), Make.ConfigMap("a"), "application/json", Yaml)).Is(201).Text.ShouldContain("\nkind: ConfigMap\n");
        var again = await Api.SendAsync(HttpMethod.Post, V1("configmaps"), Make.ConfigMap("a"), "application/json", Yaml);
        again.Is(409).Text.ShouldContain("code: 409\n");
        again.Text.ShouldContain("reason: AlreadyExists\n");
        again.ContentType.ShouldBe(Yaml);
        (await Api.GetAsync(V1("configmaps/absent"), Yaml)).Is(404).Text.ShouldContain("reason: NotFound\n");
        (await Api.SendAsync(HttpMethod.Delete, Path, null, null, Yaml)).Is(200).Text.ShouldContain("status: Success\n");
    }

    [Fact]
    public async Task A_yaml_answer_is_a_yaml_body()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"text":"one\n two: \"x\" # no\n","empty":"","null":"null","n":"1e3","colon":"a: b","dash":"- a","tilde":"~"}"""));
        var answer = (await Api.GetAsync(Path, Yaml)).Is(200);

        (await Api.DeleteAsync(Path)).Is(200);
        var again = await Api.PostAsync(
            V1("configmaps"),
            string.Join('\n', answer.Text.Split('\n').Where(line => !line.StartsWith("  resourceVersion:", StringComparison.Ordinal))),
            Yaml);

        again.Is(201).Body.At("data").ShouldBeJson("""{"text":"one\n two: \"x\" # no\n","empty":"","null":"null","n":"1e3","colon":"a: b","dash":"- a","tilde":"~"}""");
    }

    [Fact]
    public async Task Tables_and_discovery_are_answered_as_yaml()
    {
        (await Api.GetAsync(V1("configmaps"), "application/yaml;as=Table;v=v1;g=meta.k8s.io")).Is(200).Text.ShouldContain("kind: Table\n");
        (await Api.GetAsync("/apis/apps/v1", Yaml)).Is(200).Text.ShouldContain("groupVersion: apps/v1\nkind: APIResourceList\n");
        (await Api.GetAsync("/apis/apps", Yaml)).Is(200).Text.ShouldContain("kind: APIGroup\nname: apps\n");
    }

    [Theory]
    [InlineData("/version")]
    [InlineData("/openapi/v2")]
    public async Task What_has_no_yaml_form_is_not_acceptable(string path) => (await Api.GetAsync(path, Yaml)).Is(406);

    [Fact]
    public async Task A_watch_is_no_yaml() => (await Api.GetAsync($"{V1("configmaps")}?watch=true&timeoutSeconds=1", Yaml)).Is(406);

    [Theory]
    [InlineData("selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""", "SelfSubjectAccessReview", "true")]
    [InlineData("subjectaccessreviews", """{"spec":{"user":"x","groups":["system:masters"],"resourceAttributes":{"verb":"get","resource":"pods"}}}""", "SubjectAccessReview", "true")]
    [InlineData("subjectaccessreviews", """{"spec":{"user":"nobody","resourceAttributes":{"verb":"get","resource":"pods"}}}""", "SubjectAccessReview", "false")]
    [InlineData("selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""", "SelfSubjectRulesReview", null)]
    public async Task A_review_is_answered_as_its_kind(string resource, string body, string kind, string? allowed)
    {
        var answer = (await Api.PostAsync($"/apis/authorization.k8s.io/v1/{resource}", body)).Is(201);

        $"{answer["apiVersion"]} {answer["kind"]}".ShouldBe($"authorization.k8s.io/v1 {kind}");
        answer["status/allowed"].ShouldBe(allowed);
    }

    [Theory]
    [InlineData("selfsubjectaccessreviews", """{"spec":{}}""", "spec.resourceAttributes")]
    [InlineData("selfsubjectaccessreviews", "{}", "spec.resourceAttributes")]
    [InlineData("subjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""", "spec.user")]
    public async Task A_review_without_a_question_is_invalid(string resource, string body, string field) =>
        (await Api.PostAsync($"/apis/authorization.k8s.io/v1/{resource}", body)).IsFailure(422, "Invalid").HasCause(field, "FieldValueInvalid");

    [Fact]
    public async Task The_guest_is_told_what_it_may_not()
    {
        using var guest = new Api(Cluster.CreateHttpClient(TestUsers.Guest));

        (await guest.PostAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""")).Is(201)["status/allowed"].ShouldBe("false");
    }

    [Fact]
    public async Task A_definition_that_serves_no_version_is_deleted_with_its_objects()
    {
        var crd = await MakeAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));
        (await Api.PatchAsync(crd.DefinitionPath, PatchType.Json, """[{"op":"replace","path":"/spec/versions/0/served","value":false}]""")).Is(200);
        await WaitUntilGoneAsync($"{crd.In(Namespace)}/a");

        (await Api.DeleteAsync(crd.DefinitionPath)).Is(200);
        await WaitUntilGoneAsync(crd.DefinitionPath);
        await FromAsync(ScratchCrd.Definition(Namespace));

        (await Api.GetAsync(crd.In(Namespace))).Is(200).Items.ShouldBeEmpty();
    }
}
