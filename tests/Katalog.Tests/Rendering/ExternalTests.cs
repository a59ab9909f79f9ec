using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>External calls: what is sent, in which order, and what templates see of the answers.</summary>
public sealed class ExternalTests
{
    private const string Healthy =
        """
        onReconcile:
          external: [ { name: health, url: "http://{{ .metadata.name }}.test/up", continueOnError: true } ]
          configMaps: [ { name: a, data: { status: "{{ .external.health.status }}", code: "{{ add .external.health.statusCode 1 }}", error: "{{ .external.health.error }}" }, when: [ { field: external.health.called, equals: "true" } ] } ]
        """;

    [Fact]
    public async Task Without_an_answer_nothing_is_rendered_and_with_one_everything_is()
    {
        var entry = await Render.EntryAsync(Healthy);
        var answers = new Answers();

        Should.Throw<ExternalPendingException>(() => EntryRenderer.RenderChildren(entry, Context(answers)));
        answers.Asked.ShouldBe(["GET http://corner.test/up"]);
        answers.Say("health", 200);

        Data(entry, answers).ShouldBeJson("""{ "status": "200", "code": "201", "error": "" }""");
    }

    [Fact]
    public async Task Where_nothing_is_called_templates_see_that()
    {
        var entry = await Render.EntryAsync(Healthy.Replace("equals: \"true\"", "equals: \"false\"", StringComparison.Ordinal));

        Data(entry, null).ShouldBeJson("""{ "status": "", "code": "1", "error": "" }""");
    }

    [Fact]
    public async Task A_later_call_sees_the_answers_of_earlier_ones_and_the_calls_of_onReconcile_come_first()
    {
        var entry = await Render.EntryAsync(
            """
            onCreate:
              external: [ { name: last, url: "http://x.test/{{ .external.second.status }}" } ]
            onReconcile:
              when: [ { field: spec.on, equals: "true" } ]
              external:
                - { name: first, url: "http://x.test/id" }
                - { name: second, url: "http://x.test/of/{{ .external.first.id }}", method: POST, headers: { X-Id: "{{ .external.first.id }}" }, body: { id: "{{ .external.first.id }}" } }
            """);
        var answers = new Answers().Say("first", 200, """{ "id": 7, "status": "hidden", "nested": { "a": [ 1 ] } }""").Say("second", 201).Say("last", 200);

        EntryRenderer.RenderChildren(entry, Context(answers, """{ "on": true }"""));

        answers.Asked.ShouldBe(["GET http://x.test/id", "POST http://x.test/of/7", "GET http://x.test/201"]);
        var second = answers.Requests[1];
        second.Body.ShouldBe("""{"id":7}""");
        second.Headers.ShouldBe([KeyValuePair.Create("X-Id", "7"), KeyValuePair.Create("Content-Type", "application/json")]);
        var off = new Answers().Say("last", 200);
        EntryRenderer.RenderChildren(entry, Context(off));
        off.Asked.ShouldBe(["GET http://x.test/"], "the condition of the block counts for its calls");
    }

    [Fact]
    public async Task A_call_whose_conditions_do_not_hold_is_not_made()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              external:
                - { name: a, url: "http://x.test/", when: [ { field: spec.on, equals: "true" } ] }
                - { name: b, url: "http://x.test/", fires: { reconcile: false } }
              configMaps: [ { name: a, data: { a: "{{ .external.a.called }}", b: "{{ .external.b.called }}" } } ]
            """);
        var answers = new Answers().Say("a", 200).Say("b", 200);

        Data(entry, answers).ShouldBeJson("""{ "a": "false", "b": "false" }""");
        Data(entry, answers, """{ "on": true }""").ShouldBeJson("""{ "a": "true", "b": "false" }""");
    }

    [Theory]
    [InlineData("", 308, "", "external call a: GET http://u.test/p?…: answered 308")]
    [InlineData("", 404, "", "external call a: GET http://u.test/p?…: answered 404")]
    [InlineData("expectedStatus: 204", 200, "", "external call a: GET http://u.test/p?…: answered 200, and 204 was expected")]
    [InlineData("", 0, "Connection refused", "external call a: GET http://u.test/p?…: Connection refused")]
    public async Task A_call_that_fails_ends_the_pass_and_tells_no_secrets(string setting, int status, string error, string message)
    {
        var entry = await Render.EntryAsync($$"""onReconcile: { external: [ { name: a, url: "http://user:pass@u.test/p?token=x"{{(setting.Length > 0 ? ", " + setting : "")}} } ], configMaps: [ { name: a, data: { b: c } } ] }""");
        var answers = new Answers { ["a"] = new ExternalAnswer(status, "", error) };

        Should.Throw<ExternalCallException>(() => EntryRenderer.RenderChildren(entry, Context(answers))).Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_call_that_may_fail_tells_why_and_nothing_is_pruned_meanwhile()
    {
        var entry = await Render.EntryAsync(Healthy);

        var failed = EntryRenderer.RenderChildren(entry, Context(new Answers().Say("health", 503)));
        failed.Children[0].Object!["data"].ShouldBeJson("""{ "status": "503", "code": "504", "error": "answered 503" }""");
        failed.NamesComplete.ShouldBeFalse();
        EntryRenderer.RenderChildren(entry, Context(new Answers().Say("health", 200))).NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task The_body_is_shown_up_to_4096_bytes_between_two_characters()
    {
        var call = (await Render.EntryAsync(Healthy)).External.Children[0];

        var view = ExternalView.Of(call, new ExternalAnswer(200, string.Concat(Enumerable.Repeat("ä€", 1000)), ""));
        System.Text.Encoding.UTF8.GetByteCount((string)view["body"]!).ShouldBe(4095);
        ExternalView.Of(call, new ExternalAnswer(200, """{ "a": 1 }""", "") { IsWhole = false }).ContainsKey("a").ShouldBeFalse("half a document is none");
        ExternalView.Of(call, new ExternalAnswer(200, "[1]", ""))["body"]!.GetValue<string>().ShouldBe("[1]");
        ExternalView.Of(call, new ExternalAnswer(200, "{", "")).Count.ShouldBe(5);
        ExternalView.Of(call, new ExternalAnswer(200, """{ "a": { "b": 1, "b": 2 } }""", "")).Count.ShouldBe(5, "no JSON that has one meaning");
    }

    [Fact]
    public async Task Prometheus_is_asked_with_an_instant_query_and_answers_without_times()
    {
        var entry = await Render.EntryAsync("""onReconcile: { external: [ { name: load, protocol: prometheus, url: "http://prom.test/", query: "sum(rate(x{job=\"{{ .metadata.name }}\"}[5m]))", continueOnError: true } ], configMaps: [ { name: a, data: { load: "{{ .external.load.result }}", rows: "{{ toJson .external.load.rows }}", data: "{{ .external.load.data }}" } } ] }""");
        var answers = new Answers().Say("load", 200, """{ "status": "success", "data": { "resultType": "vector", "result": [ { "metric": { "job": "a" }, "value": [ 1700000000.1, "0.25" ] }, { "metric": {}, "value": [ 1700000000.1, "NaN" ] } ] } }""");

        Data(entry, answers).ShouldBeJson("""{ "load": "0.25", "rows": "[{\"metric\":{\"job\":\"a\"},\"value\":0.25},{\"metric\":{},\"value\":\"NaN\"}]", "data": "" }""");
        answers.Requests[0].Url.ShouldBe("http://prom.test/api/v1/query?query=sum%28rate%28x%7Bjob%3D%22corner%22%7D%5B5m%5D%29%29");
        Data(entry, new Answers().Say("load", 200, """{ "data": { "resultType": "scalar", "result": [ 1, "3" ] } }"""))["load"].ShouldBeJson("\"3\"");
        Data(entry, new Answers().Say("load", 200, """{ "data": { "resultType": "vector", "result": [] } }"""))["rows"].ShouldBeJson("\"[]\"");
    }

    [Theory]
    [InlineData(200, "open", true)]
    [InlineData(500, "open", true)]
    [InlineData(200, "closed", true)]
    [InlineData(500, "closed", false)]
    public async Task A_gate_whose_call_fails_is_as_its_failPolicy_says(int status, string policy, bool isOpen)
    {
        var entry = await Render.EntryAsync($$"""preReconcile: { external: [ { name: a, url: "http://x.test/shared" } ], reconcileGate: { failPolicy: {{policy}}, external: [ { name: b, url: "http://x.test/own" } ], when: [ { field: external.a.status, equals: "200" }, { field: external.b.status, notEquals: "" } ] } }""");
        var answers = new Answers().Say("a", 200);

        Should.Throw<ExternalPendingException>(() => GateKeeper.Ask(entry, Context(answers)));
        answers.Say("b", status);
        GateKeeper.Ask(entry, Context(answers)).IsOpen.ShouldBe(isOpen);
    }

    [Fact]
    public async Task Rules_read_answers()
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry(
            """
            admission:
              mutation:
                external: [ { name: quota, url: "http://x.test/{{ .spec.size }}" } ]
                rules: [ { field: spec.size, override: "{{ .external.quota.max }}" } ]
              validation:
                external: [ { name: allowed, url: "http://x.test/{{ .spec.size }}", continueOnError: true } ]
                rules: [ { field: external.allowed.status, equals: "200", message: "{{ .external.allowed.error }}" } ]
            """));
        var entry = result.Katalog.ShouldNotBeNull().Entries[0];
        var answers = new Answers().Say("quota", 200, """{ "max": 5 }""").Say("allowed", 403);

        EntryRenderer.RenderChildren(entry, Context(answers, """{ "size": 9 }""")).Violations.ShouldHaveSingleItem().Message.ShouldBe("answered 403");
        answers.Asked.ShouldBe(["GET http://x.test/9", "GET http://x.test/5"]);
    }

    [Fact]
    public async Task The_status_shows_what_the_pass_was_answered_and_asks_nothing()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile: { external: [ { name: a, url: "http://x.test/", continueOnError: true } ] }
            emit: { status: { fields: [ { path: last, value: "{{ .external.a.status }}" } ] } }
            """);
        var answers = new Answers().Say("a", 503);
        EntryRenderer.RenderStatus(entry, Context(answers), passSucceeded: true).Fields.ShouldBeJson("""{ "last": "" }""");
        answers.Asked.ShouldBeEmpty();

        EntryRenderer.RenderChildren(entry, Context(answers));
        EntryRenderer.RenderStatus(entry, Context(answers), passSucceeded: true).Fields.ShouldBeJson("""{ "last": 503 }""");
    }

    [Theory]
    [InlineData("auth: { env: TOKEN }", "Authorization", "TOKEN", null)]
    [InlineData("auth: { token: $TOKEN, header: X-Key }", "X-Key", "TOKEN", null)]
    [InlineData("auth: { token: '${TOKEN}' }", "Authorization", "TOKEN", null)]
    [InlineData("auth: { secretRef: { name: \"{{ .metadata.name }}-key\", key: api } }", "Authorization", null, "s3cret")]
    public async Task A_token_comes_from_the_environment_or_a_secret_and_is_printed_nowhere(string auth, string header, string? variable, string? value)
    {
        var entry = await Render.EntryAsync($$"""onReconcile: { external: [ { name: a, url: "http://x.test/", {{auth}} } ] }""");
        var answers = new Answers().Say("a", 200);

        EntryRenderer.RenderChildren(entry, Context(answers) with { Sources = new Secrets() });

        answers.Requests[0].Credential.ShouldBe(new ExternalCredential(header, variable, value));
        $"{answers.Requests[0]} {answers.Requests[0].Credential}".ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Two_requests_are_the_same_only_when_all_that_is_sent_is()
    {
        var entry = await Render.EntryAsync("""onReconcile: { external: [ { name: a, url: "http://x.test/", method: "{{ .spec.method }}", body: "{{ .spec.body }}", headers: { X: "{{ .spec.x }}" } } ] }""");
        string[] specs = ["""{ "method": "POST", "body": "b", "x": "1" }""", """{ "method": "PUT", "body": "b", "x": "1" }""", """{ "method": "POST", "body": "c", "x": "1" }""", """{ "method": "POST", "body": "b", "x": "2" }"""];

        specs.Concat(specs).Select(spec => IdentityOf(entry, spec)).Distinct().Count().ShouldBe(specs.Length);
        Should.Throw<RenderException>(() => IdentityOf(entry, """{ "method": "TRACE" }""")).Message.ShouldContain("TRACE");
        Should.Throw<RenderException>(() => IdentityOf(entry, """{ "method": "GET", "x": "a\r\nb: c" }""")).Message.ShouldContain("one line");
    }

    [Fact]
    public void An_address_without_a_scheme_is_not_printed() => new ExternalRequest
    {
        Call = new ExternalCall { Name = "a", Path = "external[0]", Place = new Diagnostics.SourcePlace("katalog.yaml", 1, 1, "") },
        Method = "GET",
        Url = "admin:s3cret@db.internal/x",
    }.ToString().ShouldBe("GET (no URL)");

    [Theory]
    [InlineData("{ name: a, url: \"http://b/{{ uuidv4 }}\" }", "ORK1010 9:52 spec.crds.shop.operatorBox.onReconcile.external[0].url")]
    [InlineData("{ name: a, url: b, headers: { X-Id: \"{{ uuidv4 }}\" } }", "ORK1010 9:64 spec.crds.shop.operatorBox.onReconcile.external[0].headers")]
    [InlineData("{ name: a, url: b, sleep: 60d }", "ORK1009 9:62 spec.crds.shop.operatorBox.onReconcile.external[0].sleep")]
    [InlineData("{ name: a, url: b, timeout: 60d }", "ORK1009 9:64 spec.crds.shop.operatorBox.onReconcile.external[0].timeout")]
    [InlineData("{ name: a, url: b, protocol: redis }", "ORK1035 9:65 spec.crds.shop.operatorBox.onReconcile.external[0].protocol")]
    [InlineData("{ name: a, url: b, protocol: prometheus }", "ORK1007 9:36 spec.crds.shop.operatorBox.onReconcile.external[0]")]
    [InlineData("{ name: a, url: b, query: c }", "ORK1036 9:62 spec.crds.shop.operatorBox.onReconcile.external[0].query")]
    [InlineData("{ name: a, url: b, auth: { env: A, secretRef: { name: s } } }", "ORK1020 9:82 spec.crds.shop.operatorBox.onReconcile.external[0].auth.secretRef")]
    [InlineData("{ name: a, url: b, auth: { token: abc } }", "ORK1010 9:70 spec.crds.shop.operatorBox.onReconcile.external[0].auth.token")]
    [InlineData("{ name: a, url: b, retryBackoff: { multiplier: 0.5 } }", "ORK1009 9:83 spec.crds.shop.operatorBox.onReconcile.external[0].retryBackoff.multiplier")]
    [InlineData("{ name: a, url: \"{{ .external.b.durationSeconds }}\" }", "ORK1036 9:52 spec.crds.shop.operatorBox.onReconcile.external[0].url")]
    public async Task A_mistake_in_a_call_is_told(string call, string finding) =>
        (await Found.InAsync(Found.Box($"onReconcile: {{ external: [ {call} ] }}"))).ShouldBe([finding]);

    [Fact]
    public async Task Time_changes_what_reads_the_outside()
    {
        var entry = await Render.EntryAsync("""onReconcile: { external: [ { name: a, url: "{{ .status.url }}/{{ .children.service.spec.clusterIP }}", cacheFor: 1m, sleep: 2s, timeout: 3s, retryBackoff: { initial: 1s, max: 3s, maxAttempts: 5 } } ] }""");

        (entry.Reads.ReadsTime, entry.Reads.ChildrenReadTime, entry.Reads.Status.IsEmpty, entry.NotExecuted.Count).ShouldBe((true, true, false, 0));
        entry.Reads.Children.Keys.ShouldBe(["service"]);
        var call = entry.External.Children.ShouldHaveSingleItem();
        (call.CacheFor, call.Sleep, call.Timeout).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
        Enumerable.Range(1, 5).Select(tries => call.Retry!.After(tries)?.TotalSeconds).ShouldBe([1, 2, 3, 3, null]);
    }

    [Fact]
    public async Task Calls_whose_inputs_are_known_are_asked_at_once_if_they_only_ask()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              external:
                - { name: one, url: "http://x.test/1" }
                - { name: two, url: "http://x.test/2" }
                - { name: three, url: "http://x.test/of/{{ .external.one.id }}" }
                - { name: four, url: "http://x.test/4", method: POST }
                - { name: five, url: "http://x.test/5", when: [ { field: external.two.status, equals: "200" } ] }
              configMaps: [ { name: a, data: { a: b } } ]
            """);
        var answers = new Answers();

        Should.Throw<ExternalPendingException>(() => EntryRenderer.RenderChildren(entry, Context(answers)));

        answers.Asked.ShouldBe(["GET http://x.test/1", "GET http://x.test/2"]);
    }

    private static string IdentityOf(CrdEntry entry, string spec)
    {
        var answers = new Answers().Say("a", 200);
        EntryRenderer.RenderChildren(entry, Context(answers, spec));
        return answers.Requests[0].Identity;
    }

    private static RenderContext Context(Answers? answers, string spec = "{}") => Render.Context(spec) with { External = answers };

    private static JsonObject Data(CrdEntry entry, Answers? answers, string spec = "{}") =>
        (JsonObject)EntryRenderer.RenderChildren(entry, Context(answers, spec)).Children.ShouldHaveSingleItem().Object.ShouldNotBeNull()["data"]!;

    private sealed class Secrets : ISourceObjects
    {
        public JsonObject? FindSecret(string ns, string name) => (ns, name) is ("town", "corner-key") ? new JsonObject { ["data"] = new JsonObject { ["api"] = "czNjcmV0" } } : null;
    }

    /// <summary>What is answered by the name of the call; what has no answer is pending.</summary>
    private sealed class Answers : Dictionary<string, ExternalAnswer>, IExternalAnswers
    {
        private readonly Dictionary<string, ExternalAnswer> _given = [];

        public List<ExternalRequest> Requests { get; } = [];

        public IEnumerable<string> Asked => Requests.Select(request => request.ToString());

        public Answers Say(string name, int status, string body = "")
        {
            this[name] = new ExternalAnswer(status, body, "");
            return this;
        }

        public ExternalAnswer Ask(ExternalRequest request)
        {
            Requests.Add(request);
            return _given[request.Call.Path] = TryGetValue(request.Call.Name, out var answer) ? answer : throw new ExternalPendingException(request.Call.Name);
        }

        public ExternalAnswer? Find(string path) => _given.GetValueOrDefault(path);
    }
}
