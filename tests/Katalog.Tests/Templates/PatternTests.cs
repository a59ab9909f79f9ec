using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Templates;

/// <summary>The ways in which files of the format use templates.</summary>
public class PatternTests
{
    private const string Data = """
        {
          "metadata": {"name": "myShop", "namespace": "prod", "annotations": {"example.com/exclude": "a, b", "example.com/rotated": "2025-12-01T00:00:00Z"}},
          "spec": {"image": "registry.example/web", "environment": " Production ", "regions": ["eu", "us"], "steps": [{"command": "build"}, {"command": "test"}], "schedule": {"minute": "0", "hour": 2},
            "backends": {"eu": {"replicas": 4}, "us": {}}, "defaultReplicas": 2, "domain": "https://www.shop.example.com/", "suspend": true},
          "value": {}, "item": "eu", "index": 1,
          "children": {"deployment": {"spec": {"replicas": 2}, "status": {"readyReplicas": 2}}, "customs": {"shop-eu": {"status": {"phase": "Ready"}}}},
          "cross": {"stackDb": {"found": "true", "status": {"endpoint": "db:5432"}}}
        }
        """;

    [Theory]
    [InlineData("{{ .spec.image }}:{{ .spec.tag | default \"latest\" }}", "registry.example/web:latest")]
    [InlineData("{{ or .value.replicas .spec.defaultReplicas }}", 2L)]
    [InlineData("{{ resourceCPU . | default \"100m\" }}", "100m")]
    [InlineData("{{ (index .children.customs (printf \"shop-%s\" .item)).status.phase }}", "Ready")]
    [InlineData("{{ (index .children.customs \"shop-us\").status.phase }}", null)]
    [InlineData("{{ (index .children.customs2 \"shop-us\").status.phase }}", null)]
    [InlineData("{{ .children.job.status.succeeded }}", null)]
    [InlineData("{{ index (index .spec.steps 1) \"command\" }}", "test")]
    [InlineData("{{ get .cross.stackDb \"status\" \"endpoint\" }}", "db:5432")]
    [InlineData("{{ eqTernary .cross.stackDb.found \"true\" \"ready\" \"waiting\" }}", "ready")]
    [InlineData("{{ allReplicasReady .children.deployment }}", true)]
    [InlineData("{{ and (allReplicasReady .children.deployment) (resourceExists .children.service) }}", false)]
    [InlineData("{{ default \"production\" .spec.environment | toLower | trimSpace }}", "production")]
    [InlineData("{{ cronFromAny .spec.schedule }}", "0 2 * * *")]
    [InlineData("{{ domainBare .spec.domain }}", "shop.example.com")]
    [InlineData("{{ len .spec.regions }}", 2L)]
    [InlineData("{{ ternary .spec.suspend \"Suspended\" \"Active\" }}", "Suspended")]
    [InlineData("{{ printf \"%s-%s\" (camelToKebab .metadata.name) .item }}", "my-shop-eu")]
    [InlineData("{{ add 8080 .index }}", 8081L)]
    [InlineData("{{ isExpired (index .metadata.annotations \"example.com/rotated\") \"30d\" }}", true)]
    [InlineData("{{ timeSince (index .metadata.annotations \"missing\") }}", 0L)]
    [InlineData("{{ join (toList (getAnnotation . \"example.com/exclude\")) \"+\" }}", "a+b")]
    [InlineData("{{ div (toFloat (readyReplicas .children.deployment)) (toFloat (desiredReplicas .children.deployment)) }}", 1L)]
    [InlineData("{{ range $name, $b := .spec.backends }}{{ $name }}={{ default $.spec.defaultReplicas $b.replicas }};{{ end }}", "eu=4;us=2;")]
    [InlineData("{{ range $i, $r := .spec.regions }}{{ if $i }},{{ end }}{{ $r }}{{ end }}", "eu,us")]
    public void A_template_of_a_file_yields(string template, object? expected) => Scopes.Evaluate(template, Data).ShouldBe(expected);

    [Fact]
    public void A_template_of_several_lines_yields_one_trimmed_value()
    {
        const string Template = """
            {{- $base := trimPrefix .spec.image "registry.example/" -}}
            {{- $tagged := ternary (contains $base ":") $base (printf "%s:latest" $base) -}}
            {{- printf "mirror.example/%s" $tagged -}}
            """;
        Scopes.Evaluate(Template, Data).ShouldBe("mirror.example/web:latest");
        Scopes.Evaluate("""

            {{ if .cross.stackDb.found }}
              http://{{ .cross.stackDb.status.endpoint }}
            {{ else }}
              http://localhost
            {{ end }}

            """, Data).ShouldBe("http://db:5432");
    }

    [Fact]
    public void Everything_reads_as_nothing_before_the_children_exist()
    {
        foreach (var function in FunctionTable.Standard.Functions.Where(static function => function.Signature.Contains(" OBJECT", StringComparison.Ordinal)))
        {
            var arguments = string.Concat(Enumerable.Repeat(" \"0\"", function.MinArguments - 1));
            Should.NotThrow(() => Template.Parse($"{{{{ {function.Name} .children.deployment{arguments} }}}}", FunctionTable.Standard).Evaluate(Scopes.Of("""{"children": {}}""")), function.Name);
        }
    }
}
