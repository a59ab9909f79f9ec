using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

public class TemplateReadsTests
{
    [Theory]
    [InlineData("text", "")]
    [InlineData("{{ .spec.image }}", ".spec.image.*")]
    [InlineData("{{ .spec.image }}:{{ .spec.tag }}", ".spec.image.* .spec.tag.*")]
    [InlineData("{{ if .children.job }}x{{ end }}", ".children.job")]
    [InlineData("{{ if .a }}{{ .a }}{{ end }}", ".a.*")]
    [InlineData("{{ . }}", "..*")]
    [InlineData("{{ $ }}", "..*")]
    [InlineData("{{ toJson . }}", "..*")]
    [InlineData("{{ .spec }}{{ .spec.image }}", ".spec.*")]
    [InlineData("{{ allReplicasReady .children.deployment }}", ".children.deployment.spec.replicas.* .children.deployment.status.readyReplicas.*")]
    [InlineData("{{ .children.deployment | allReplicasReady }}", ".children.deployment.spec.replicas.* .children.deployment.status.readyReplicas.*")]
    [InlineData("{{ resourceExists .children.service }}", ".children.service")]
    [InlineData("{{ phase .cross.db }}", ".cross.db.status.phase.*")]
    [InlineData("{{ get .children.job \"status\" \"succeeded\" }}", ".children.job.status.succeeded.*")]
    [InlineData("{{ get .children.job .spec.key }}", ".children.job.* .spec.key.*")]
    [InlineData("{{ index .spec.steps 2 \"command\" }}", ".spec.steps.2.command.*")]
    [InlineData("{{ (index .children.customs (printf \"%s-x\" .metadata.name)).status.phase }}", ".children.customs.* .metadata.name.*")]
    [InlineData("{{ (index .children.customs \"a\").status.phase }}", ".children.customs.a.status.phase.*")]
    [InlineData("{{ mapGet (labels .children.deployment) \"app\" }}", ".children.deployment.metadata.labels.app.*")]
    [InlineData("{{ (status .children.deployment).readyReplicas }}", ".children.deployment.status.readyReplicas.*")]
    [InlineData("{{ with .children.deployment }}{{ .status.readyReplicas }}{{ end }}", ".children.deployment .children.deployment.status.readyReplicas.*")]
    [InlineData("{{ with .children.deployment }}{{ $.spec.x }}{{ end }}", ".children.deployment .spec.x.*")]
    [InlineData("{{ range .spec.items }}{{ .name }}{{ $.spec.x }}{{ end }}", ".spec.items.* .spec.x.*")]
    [InlineData("{{ $d := .children.deployment }}{{ $d.status.readyReplicas }}", ".children.deployment.status.readyReplicas.*")]
    [InlineData("{{ $d := .children.deployment }}{{ allReplicasReady $d }}", ".children.deployment.spec.replicas.* .children.deployment.status.readyReplicas.*")]
    [InlineData("{{ $x := .a }}{{ range 3 }}{{ $x.name }}{{ $x = $.b }}{{ end }}", ".a.name.* .b.*")]
    [InlineData("{{ (default .a .b).name }}", ".a .a.name.* .b .b.name.*")]
    [InlineData("{{ (or .a .b).name }}", ".a .a.name.* .b .b.name.*")]
    [InlineData("{{ ternary .a .b .c }}", ".a .b.* .c.*")]
    [InlineData("{{ define \"x\" }}{{ .status.phase }}{{ end }}{{ template \"x\" .children.pod }}", ".children.pod.status.phase.*")]
    [InlineData("{{ define \"x\" }}{{ with .next }}{{ template \"x\" . }}{{ end }}{{ .v }}{{ end }}{{ template \"x\" .list }}", "")]
    [InlineData("{{ not .a }}", ".a")]
    [InlineData("{{ eq .a .b }}", ".a.* .b.*")]
    [InlineData("{{ if and .a .b.c }}x{{ end }}", ".a .b.c")]
    [InlineData("{{ .a | printf \"%s\" }}", ".a.*")]
    public void What_a_template_reads_is_known_before(string template, string reads)
    {
        var found = Template.Parse(template, FunctionTable.Standard).Reads;
        if (reads.Length > 0 || !template.Contains("next", StringComparison.Ordinal))
            string.Join(' ', found.Fields).ShouldBe(reads);
        else
            found.Fields.ShouldContain(static read => read.ToString().StartsWith(".list", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ timeAgo .metadata.creationTimestamp }}", true, false)]
    [InlineData("{{ if weekend }}x{{ end }}", true, false)]
    [InlineData("{{ timeFormat .x \"2006\" }}", false, false)]
    [InlineData("{{ randomHex 8 }}", false, true)]
    [InlineData("{{ if false }}{{ range .a }}{{ uuidv4 }}{{ end }}{{ end }}", false, true)]
    [InlineData("{{ .spec.x }}", false, false)]
    public void Clock_and_chance_are_known_before(string template, bool time, bool random)
    {
        var reads = Template.Parse(template, FunctionTable.Standard).Reads;
        (reads.ReadsTime, reads.IsRandom).ShouldBe((time, random));
    }

    [Fact]
    public void Reads_are_united_without_what_others_cover()
    {
        var left = Template.Parse("{{ .spec.a }}{{ if .status.b }}{{ end }}", FunctionTable.Standard).Reads;
        var right = Template.Parse("{{ .spec }}{{ timeAgo .status.b }}", FunctionTable.Standard).Reads;
        var union = left.Union(right);
        string.Join(' ', union.Fields).ShouldBe(".spec.* .status.b.*");
        union.ReadsTime.ShouldBeTrue();
    }

    /// <summary>The invariant behind the projection of children: where two contexts differ only outside the reads, the result is the same.</summary>
    [Theory]
    [InlineData("{{ $x := .a }}{{ if .c }}{{ $x = .b }}{{ end }}{{ $x.name }}")]
    [InlineData("{{ with or .a .b }}{{ .name }}{{ end }}")]
    [InlineData("{{ range $k, $v := .a }}{{ $k }}{{ $v }}{{ end }}")]
    [InlineData("{{ define \"d\" }}{{ .name }}{{ end }}{{ template \"d\" (coalesce .a .b) }}")]
    public void What_is_not_read_does_not_matter(string template)
    {
        var parsed = Template.Parse(template, FunctionTable.Standard);
        var keep = parsed.Reads.Fields.Select(static read => read.Path[0]).ToHashSet(StringComparer.Ordinal);
        keep.ShouldNotContain("d");
        var full = parsed.Evaluate(Scopes.Of("""{"a": {"name": "x"}, "b": {"name": "y"}, "c": true, "d": 1}"""));
        var other = parsed.Evaluate(Scopes.Of("""{"a": {"name": "x"}, "b": {"name": "y"}, "c": true, "d": {"different": []}}"""));
        full.ShouldBe(other);
    }
}
