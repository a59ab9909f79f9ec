namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Label and field selectors of lists.</summary>
public abstract class SelectorCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Theory]
    [InlineData("tier=front", "a b")]
    [InlineData("tier==front", "a b")]
    [InlineData("tier!=front", "c d")]
    [InlineData("tier=front,env=prod", "a")]
    [InlineData("env in (prod,test)", "a b")]
    [InlineData("env in (prod)", "a")]
    [InlineData("env notin (prod,test)", "c d")]
    [InlineData("env", "a b c")]
    [InlineData("!env", "d")]
    [InlineData("tier=front,!env", "")]
    [InlineData("example.com/weight=5", "d")]
    [InlineData("weight>4", "c")]
    [InlineData("weight<4", "b")]
    [InlineData("env=", "")]
    [InlineData("", "a b c d")]
    public async Task A_label_selector_chooses(string selector, string names)
    {
        await CreateAsync(V1("secrets"), Labelled("a", """{"tier":"front","env":"prod"}"""));
        await CreateAsync(V1("secrets"), Labelled("b", """{"tier":"front","env":"test","weight":"3"}"""));
        await CreateAsync(V1("secrets"), Labelled("c", """{"tier":"back","env":"dev","weight":"5"}"""));
        await CreateAsync(V1("secrets"), Labelled("d", """{"example.com/weight":"5"}"""));

        var list = (await Api.GetAsync(V1($"secrets?labelSelector={Uri.EscapeDataString(selector)}"))).Is(200);

        string.Join(' ', list.Names).ShouldBe(names);
    }

    [Theory]
    [InlineData("a=b=c")]
    [InlineData("a in prod")]
    [InlineData("in (a)")]
    [InlineData("a,,b")]
    [InlineData("not valid")]
    [InlineData("a=blank space")]
    [InlineData("weight>many")]
    public async Task A_malformed_label_selector_is_a_bad_request(string selector)
    {
        (await Api.GetAsync(V1($"secrets?labelSelector={Uri.EscapeDataString(selector)}"))).IsFailure(400, "BadRequest");
    }

    [Theory]
    [InlineData("metadata.name=b", "b")]
    [InlineData("metadata.name==b", "b")]
    [InlineData("metadata.name!=b", "a c")]
    [InlineData("metadata.name=absent", "")]
    [InlineData("type=example.com/special", "c")]
    [InlineData("type=example.com/special,metadata.name=b", "")]
    public async Task A_field_selector_chooses(string selector, string names)
    {
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));
        await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));
        await CreateAsync(V1("secrets"), Make.Secret("c", "\"type\":\"example.com/special\""));

        var list = (await Api.GetAsync(V1($"secrets?fieldSelector={Uri.EscapeDataString(selector)}"))).Is(200);

        string.Join(' ', list.Names).ShouldBe(names);
    }

    [Fact]
    public async Task A_field_selector_may_choose_the_namespace()
    {
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        var list = (await Api.GetAsync($"/api/v1/secrets?fieldSelector=metadata.namespace={Namespace}")).Is(200);

        list.Names.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Pods_are_chosen_by_phase_and_node()
    {
        await CreateAsync(V1("pods"), Make.Pod("a"));
        await CreateAsync(V1("pods"), Make.Pod("b").Replace("\"spec\":{", "\"spec\":{\"nodeName\":\"n1\",", StringComparison.Ordinal));
        (await Api.PatchAsync(V1("pods/b/status"), PatchType.Merge, """{"status":{"phase":"Running"}}""")).Is(200);

        (await Api.GetAsync(V1("pods?fieldSelector=status.phase=Running"))).Is(200).Names.ShouldBe(["b"]);
        (await Api.GetAsync(V1("pods?fieldSelector=status.phase!=Running"))).Is(200).Names.ShouldBe(["a"]);
        (await Api.GetAsync(V1("pods?fieldSelector=spec.nodeName=n1"))).Is(200).Names.ShouldBe(["b"]);
    }

    [Fact]
    public async Task Events_are_chosen_by_their_object()
    {
        await CreateAsync(V1("events"), Event("a", "Pod", "x"));
        await CreateAsync(V1("events"), Event("b", "Deployment", "x"));

        (await Api.GetAsync(V1("events?fieldSelector=involvedObject.kind=Deployment,involvedObject.name=x"))).Is(200).Names.ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_field_that_is_no_selector_is_a_bad_request()
    {
        (await Api.GetAsync(V1("secrets?fieldSelector=data.x=1"))).IsFailure(400, "BadRequest", "field label not supported: data.x");
    }

    [Fact]
    public async Task A_malformed_field_selector_is_a_bad_request()
    {
        (await Api.GetAsync(V1("secrets?fieldSelector=metadata.name"))).IsFailure(400, "BadRequest", "invalid selector");
    }

    [Fact]
    public async Task Label_and_field_selectors_hold_both()
    {
        await CreateAsync(V1("secrets"), Labelled("a", """{"x":"1"}"""));
        await CreateAsync(V1("secrets"), Labelled("b", """{"x":"1"}"""));

        (await Api.GetAsync(V1("secrets?labelSelector=x=1&fieldSelector=metadata.name=b"))).Is(200).Names.ShouldBe(["b"]);
    }

    private static string Labelled(string name, string labels) => $$"""{"metadata":{"name":"{{name}}","labels":{{labels}} } }""";

    private string Event(string name, string kind, string involved) =>
        $$"""{"metadata":{"name":"{{name}}"},"involvedObject":{"kind":"{{kind}}","name":"{{involved}}","namespace":"{{Namespace}}"},"reason":"Because","message":"m","type":"Normal"}""";
}
