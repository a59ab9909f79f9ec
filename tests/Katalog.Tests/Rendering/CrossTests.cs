using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Cross reads: which custom resource is asked for, and what templates see of it.</summary>
public sealed class CrossTests
{
    private const string Database =
        """
        observe: { cross: [ { crd: database, selector: { name: "{{ .metadata.name }}-db", namespace: "{{ .spec.where }}" }, as: db } ] }
        onReconcile:
          configMaps: [ { name: a, data: { found: "{{ .cross.db.found }}", there: "{{ resourceExists .cross.db }}", host: "{{ get .cross.db \"status\" \"host\" }}", phase: "{{ phase .cross.db }}" } } ]
        """;

    [Fact]
    public async Task What_is_there_is_seen_and_what_is_not_is_not()
    {
        var entry = await Render.EntryAsync(Database);
        var world = new Crosses { Objects = [Live("corner-db", """{ "host": "h", "phase": "Ready" }""")] };

        Data(entry, world).ShouldBeJson("""{ "found": "true", "there": "true", "host": "h", "phase": "Ready" }""");
        Data(entry, null).ShouldBeJson("""{ "found": "false", "there": "false", "host": "", "phase": "" }""");
        world.Asked.ShouldBe(["shed/corner-db/"]);
    }

    [Fact]
    public async Task What_is_read_is_known_when_it_is_loaded()
    {
        var reads = (await Render.EntryAsync(Database)).Reads;

        reads.OfCross("db").Paths.Select(path => string.Join('.', path)).ShouldBe(["status.host", "status.phase"]);
        reads.ReadsSources.ShouldBeTrue();
        reads.ReadsTime.ShouldBeFalse();
    }

    [Theory]
    [InlineData("cross: [ { crd: database } ]", "town/corner/")]
    [InlineData("cross: [ { crd: database, labelSelector: tier=web } ]", "town//tier")]
    [InlineData("cross: [ { crd: database, selector: { namespace: \"*\", matchLabels: { team: \"{{ .spec.team }}\" } } } ]", "//team")]
    [InlineData("cross: [ { crd: database, selector: { name: \"{{ .spec.none }}\" } } ]", null)]
    public async Task Without_a_selector_it_is_the_one_of_the_same_name(string cross, string? asked)
    {
        var entry = await Render.EntryAsync($"observe: {{ {cross} }}\nonReconcile: {{ configMaps: [ {{ name: a, data: {{ x: \"{{{{ .cross.database.spec.x }}}}\" }} }} ] }}");
        var world = new Crosses();

        Data(entry, world);

        world.Asked.ShouldBe(asked is null ? [] : [asked]);
    }

    [Fact]
    public async Task All_that_match_are_a_list()
    {
        var entry = await Render.EntryAsync(
            """
            observe: { cross: [ { crd: member, selector: { matchLabels: { team: red }, strategy: all }, as: team } ] }
            onReconcile: { configMaps: [ { name: a, data: { names: "{{ range .cross.team.items }}{{ .metadata.name }} {{ end }}", count: "{{ .cross.team.count }}" } } ] }
            """);
        var world = new Crosses { Objects = [Live("a", "{}"), Live("b", "{}")] };

        Data(entry, world).ShouldBeJson("""{ "names": "a b", "count": "2" }""");
        EntryRenderer.RenderChildren(entry, Render.Context() with { Cross = new Crosses() }).NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_pruned_while_something_that_is_read_is_not_there()
    {
        var entry = await Render.EntryAsync(Database);

        EntryRenderer.RenderChildren(entry, Render.Context() with { Cross = new Crosses() }).NamesComplete.ShouldBeFalse();
        EntryRenderer.RenderChildren(entry, Render.Context() with { Cross = new Crosses { Objects = [Live("a", "{}")] } }).NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task The_state_of_a_box_is_read_as_time_is()
    {
        var entry = await Render.EntryAsync("observe: { cross: [ { crd: database, as: db } ] }\nonReconcile: { configMaps: [ { name: a, data: { depth: \"{{ .cross.db.metrics.queueDepth }}\" } } ] }");
        var world = new Crosses { Metrics = new JsonObject { ["queueDepth"] = 7 } };

        entry.Reads.ReadsTime.ShouldBeTrue();
        Data(entry, world).ShouldBeJson("""{ "depth": "7" }""");
        world.LastReadsBox.ShouldBeTrue();
    }

    [Fact]
    public async Task A_selector_that_cannot_be_rendered_fails_the_pass_and_not_the_status()
    {
        var entry = await Render.EntryAsync("observe: { cross: [ { crd: database, selector: { name: \"{{ index .spec.list 5 }}\" }, as: db } ] }\nstatus: { fields: [ { path: found, value: \"{{ .cross.db.found }}\" } ] }");
        var context = Render.Context("""{ "list": [ 1 ] }""") with { Cross = new Crosses() };

        Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, context)).Failures.ShouldHaveSingleItem().EntryPath.ShouldBe("observe.cross.db");
        EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields.ShouldBeJson("""{ "found": false }""");
    }

    [Theory]
    [InlineData("main", "shed", "/katalog/database/cr/shed/main")]
    [InlineData("main", "", "/katalog/database/cr/town/main")]
    [InlineData("..", "shed", null)]
    [InlineData(".", "shed", null)]
    [InlineData("main", "..", null)]
    [InlineData("a/b", "shed", null)]
    public async Task Another_runtime_is_asked_only_for_what_can_be_the_name_of_an_object(string name, string ns, string? asked)
    {
        var entry = await Render.EntryAsync("observe: { cross: [ { crd: database, selector: { name: \"{{ .spec.db }}\", namespace: \"{{ .spec.where }}\" }, as: db, source: { host: \"http://there\" } } ] }\nonReconcile: { configMaps: [ { name: a, data: { found: \"{{ .cross.db.found }}\", error: \"{{ .cross.db.error }}\" } } ] }");
        var there = new Answers("""{ "spec": {} }""");

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context($$"""{ "db": "{{name}}", "where": "{{ns}}" }""") with { External = there });

        there.Asked.ShouldBe(asked is null ? [] : [$"http://there{asked}"]);
        var data = rendered.Children.ShouldHaveSingleItem().Object!["data"]!;
        ((string?)data["found"]).ShouldBe(asked is null ? "false" : "true");
        (((string?)data["error"])?.Contains("is no name of an object", StringComparison.Ordinal) is true).ShouldBe(asked is null);
    }

    [Fact]
    public async Task What_another_runtime_says_of_itself_is_not_taken_for_a_failure_of_the_read()
    {
        var entry = await Render.EntryAsync("observe: { cross: [ { crd: database, as: db, source: { host: \"http://there\" } } ] }\nonReconcile: { configMaps: [ { name: a, data: { all: \"{{ toJson .cross.db }}\" } } ] }");

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context() with { External = new Answers("""{ "failed": true, "error": { "a": "b" }, "spec": { "c": "d" } }""") });

        ((string?)rendered.Children.ShouldHaveSingleItem().Object!["data"]!["all"])!.ShouldContain("\"c\":\"d\"");
    }

    private static JsonNode? Data(CrdEntry entry, ICrossReads? cross) =>
        EntryRenderer.RenderChildren(entry, Render.Context("""{ "where": "shed", "team": "red" }""") with { Cross = cross }).Children.ShouldHaveSingleItem().Object!["data"];

    private static JsonObject Live(string name, string status) =>
        (JsonObject)JsonNode.Parse($$"""{ "apiVersion": "example.io/v1", "kind": "Database", "metadata": { "name": "{{name}}", "namespace": "shed" }, "status": {{status}} }""")!;

    private sealed class Crosses : ICrossReads
    {
        public IReadOnlyList<JsonObject> Objects { get; init; } = [];

        public JsonObject? Metrics { get; init; }

        public List<string> Asked { get; } = [];

        public bool LastReadsBox { get; private set; }

        public CrossResult Read(CrossQuery query)
        {
            Asked.Add($"{query.Namespace}/{query.Name}/{string.Join(',', query.Labels.Select(label => label.Key))}");
            LastReadsBox = query.ReadsBox;
            return new CrossResult(Objects) { Metrics = Metrics };
        }
    }

    /// <summary>Another runtime.</summary>
    private sealed class Answers(string body) : IExternalAnswers
    {
        public List<string> Asked { get; } = [];

        public ExternalAnswer Ask(ExternalRequest request)
        {
            Asked.Add(request.Url);
            return new ExternalAnswer(200, body, "");
        }

        public ExternalAnswer? Find(string path) => null;
    }
}
