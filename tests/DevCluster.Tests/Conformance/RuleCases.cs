namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Rules in the schemas of custom resources (x-kubernetes-validations).</summary>
[Since("1.30")]
public abstract class RuleCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    private const string Replicas = """
        {"type":"object","properties":{"replicas":{"type":"integer"},"min":{"type":"integer"},"max":{"type":"integer"},"name":{"type":"string"},
        "hosts":{"type":"array","items":{"type":"object","properties":{"host":{"type":"string","x-kubernetes-validations":[{"rule":"self.contains('.')","message":"must have a dot"}]}}}}},
        """;

    [Fact]
    public async Task An_object_that_breaks_a_rule_is_invalid()
    {
        var crd = await MakeAsync(Spec("""{"rule":"self.min <= self.max","message":"min must not be above max"}"""));

        var answer = await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"min":2,"max":1}"""));

        answer.IsFailure(422, "Invalid", "Widget.", "\"a\" is invalid: spec: Invalid value: \"object\": min must not be above max").HasCause("spec", "FieldValueInvalid", "min must not be above max");
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"min":1,"max":2}"""));
        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"min":3}}""")).IsFailure(422, "Invalid", "min must not be above max");
        (await Api.ApplyAsync($"{crd.In(Namespace)}/b", "one", crd.Body("b", """{"min":2,"max":1}"""))).IsFailure(422, "Invalid", "min must not be above max");
    }

    [Fact]
    public async Task Without_a_message_the_rule_is_told()
    {
        var crd = await MakeAsync(Spec("""{"rule":" self.replicas < 10 "}"""));

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"replicas":10}"""))).IsFailure(422, "Invalid", "spec: Invalid value: \"object\": failed rule: self.replicas < 10");
    }

    [Fact]
    public async Task A_rule_may_word_its_message_name_a_field_and_give_a_reason()
    {
        var crd = await MakeAsync(Spec(
            """{"rule":"self.replicas < 10","messageExpression":"'have ' + string(self.replicas) + ', may have 9'","message":"too many","fieldPath":".replicas","reason":"FieldValueForbidden"}"""));

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"replicas":10}""")))
            .IsFailure(422, "Invalid", "spec.replicas: Forbidden: have 10, may have 9").HasCause("spec.replicas", "FieldValueForbidden");
    }

    [Fact]
    public async Task A_rule_that_fails_refuses_the_object()
    {
        var crd = await MakeAsync(Spec("""{"rule":"self.min <= self.max","message":"min above max"}"""));

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"min":2}"""))).IsFailure(422, "Invalid", "spec: Invalid value: \"object\": no such key: max evaluating rule: min above max");
    }

    [Fact]
    public async Task A_rule_about_a_change_is_asked_in_updates()
    {
        var crd = await MakeAsync(Spec("""{"rule":"self.name == oldSelf.name","message":"the name stays"}"""));
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"name":"x"}"""));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"name":"y"}}""")).IsFailure(422, "Invalid", "spec: Invalid value: \"object\": the name stays");
        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"replicas":1}}""")).Is(200);
    }

    [Fact]
    public async Task Items_are_named_by_their_place()
    {
        var crd = await MakeAsync(Spec("""{"rule":"true"}"""));

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"hosts":[{"host":"a.b"},{"host":"c"}]}"""))).IsFailure(422, "Invalid", "spec.hosts[1].host: Invalid value: \"string\": must have a dot");
    }

    [Fact]
    public async Task What_an_update_leaves_alone_is_forgiven()
    {
        var crd = await MakeAsync(Spec("""{"rule":"true"}"""));
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"name":"x","replicas":1}"""));
        var stricter = ScratchCrd.Version("v1", Spec("""{"rule":"self.replicas > 1","message":"more than one"}"""));
        (await Api.PatchAsync(crd.DefinitionPath, PatchType.Merge, $$$"""{"spec":{"versions":[{{{stricter}}}]}}""")).Is(200);
        await WaitForRuleAsync(crd);

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"metadata":{"labels":{"x":"y"}}}""")).Is(200);
        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"name":"y"}}""")).IsFailure(422, "Invalid", "more than one");
    }

    [Fact]
    public async Task Values_of_wrong_types_are_told_before_rules_are_asked()
    {
        var crd = await MakeAsync(Spec("""{"rule":"self.replicas < 10","message":"too many"}"""));

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"replicas":"10"}"""))).IsFailure(422, "Invalid", "spec.replicas in body must be of type integer", "some validation rules were not checked because the object was invalid");
    }

    [Theory]
    [InlineData("self.nope == 1", "undefined field 'nope'")]
    [InlineData("nope == 1", "undeclared reference to 'nope'")]
    public async Task A_rule_that_names_what_is_not_there_is_refused_with_its_definition(string rule, string part) =>
        (await Api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ScratchCrd.Definition(Namespace, Spec($$"""{"rule":"{{rule}}"}""")))).IsFailure(422, "Invalid", "compilation failed", part);

    private static string Spec(string rule) => $$"""{{Replicas}} "x-kubernetes-validations":[{{rule}}]}""";

    private Task<Answer> WaitForRuleAsync(ScratchCrd crd) => Orkestra.TestKit.Waiting.Eventually.Async(
        "the rule to hold",
        _ => Api.PostAsync($"{crd.In(Namespace)}?dryRun=All", crd.Body("probe", """{"replicas":1}""")),
        answer => answer.Code == 422,
        TimeSpan.FromSeconds(60),
        TestContext.Current.CancellationToken);
}
