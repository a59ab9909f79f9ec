using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Functions;

public class NoteTests
{
    [Fact]
    public void A_note_is_called_by_its_name_and_sees_the_root()
    {
        var functions = Compile(new NoteSource("serviceHost", "The host", "{{ .metadata.name }}.{{ .metadata.namespace }}.svc"));
        Evaluate("http://{{ serviceHost }}", functions).ShouldBe("http://web.shop.svc");
        Evaluate("{{ range .list }}{{ serviceHost }};{{ end }}", functions).ShouldBe("web.shop.svc;web.shop.svc;");
        Evaluate("{{ (serviceHost) | toUpper }}", functions).ShouldBe("WEB.SHOP.SVC");
    }

    [Fact]
    public void Notes_use_each_other_in_any_order_and_keep_types()
    {
        var functions = Compile(new NoteSource("double", null, "{{ mul size 2 }}"), new NoteSource("size", null, "\n  {{ len .list }}\n"));
        Evaluate("{{ double }}", functions).ShouldBe(4L);
        Evaluate("{{ if gt double 3 }}big{{ end }}", functions).ShouldBe("big");
    }

    [Fact]
    public void The_reads_of_a_note_are_those_of_its_callers()
    {
        var functions = Compile(new NoteSource("ready", null, "{{ allReplicasReady .children.deployment }}"), new NoteSource("age", null, "{{ timeAgo .metadata.creationTimestamp }}"));
        var reads = Template.Parse("{{ ready }}{{ age }}", functions).Reads;
        reads.Fields.Select(static read => read.ToString()).ShouldContain(".children.deployment.status.readyReplicas.*");
        reads.ReadsTime.ShouldBeTrue();
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        NoteSource[] notes =
        [
            new("bad-name", null, "x"),
            new("toLower", null, "x"),
            new("broken", null, "a\n{{ .x"),
            new("one", null, "{{ two }}"),
            new("two", null, "{{ one }}"),
            new("good", null, "ok"),
            new("good", null, "again"),
            new("self", null, "{{ self }}"),
        ];
        var compiled = FunctionTable.Standard.WithNotes(notes);
        compiled.Errors.Select(static error => (error.NoteIndex, error.Id)).ShouldBe([(0, "ORK1109"), (1, "ORK1109"), (2, "ORK1101"), (3, "ORK1109"), (6, "ORK1109"), (7, "ORK1109")]);
        compiled.Errors[3].Message.ShouldContain("one → two → one");
        compiled.Errors[2].Place.ShouldBe(new TemplatePlace(2, 2, 1));
        compiled.Functions.Find("good").ShouldNotBeNull();
        compiled.Functions.Find("one").ShouldBeNull();
        FunctionTable.Standard.Find("good").ShouldBeNull();
    }

    [Fact]
    public void A_failure_inside_a_note_is_told_at_its_call()
    {
        var functions = Compile(new NoteSource("fails", null, "0123456789 {{ index .list 9 }}"));
        var failed = Should.Throw<TemplateException>(() => Evaluate("ab {{ fails }}", functions));
        failed.Message.ShouldBe("error calling fails: error calling index: index out of range: 9");
        failed.Place.Column.ShouldBe(7);
    }

    [Fact]
    public void Notes_share_the_budget_of_their_caller()
    {
        var functions = Compile(new NoteSource("slow", null, "{{ range 1000 }}{{ end }}"));
        Should.Throw<TemplateLimitException>(() => Evaluate("{{ range 1000 }}{{ slow }}{{ end }}", functions)).Place.Column.ShouldBe(20);
    }

    private static FunctionTable Compile(params NoteSource[] notes)
    {
        var compiled = FunctionTable.Standard.WithNotes(notes);
        compiled.Errors.ShouldBeEmpty();
        return compiled.Functions;
    }

    private static object? Evaluate(string template, FunctionTable functions) =>
        Template.Parse(template, functions).Evaluate(Scopes.Of("""{"metadata": {"name": "web", "namespace": "shop"}, "list": [1, 2]}"""));
}
