using System.Text.Json.Nodes;
using Orkestra.Katalog.EndToEnd.Queries;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.EndToEnd;

/// <summary>The built-in parts of JSONPath and jq. The values of jq are those that jq 1.6 prints, where it takes the text.</summary>
public sealed class AnswerQueryTests
{
    private const string Answer =
        """
        {
          "healthy": true, "gated": false, "state": "healthy", "none": null, "count": 3,
          "metadata": { "name": "web", "labels": { "app.io/part": "front", "tier": "a" } },
          "spec": { "ports": [ { "name": "http", "port": 80 }, { "name": "metrics", "port": 9090 } ], "tags": [ "b", "a", "b" ] },
          "status": { "conditions": [ { "type": "Ready", "status": "True" }, { "type": "Synced", "status": "False" } ] }
        }
        """;

    [Theory]
    [InlineData("healthy", "true")]
    [InlineData("gated", "false")]
    [InlineData(".state", "healthy")]
    [InlineData("metadata.name", "web")]
    [InlineData(".none", null)]
    [InlineData(".missing.deeper", null)]
    [InlineData(".", "{\"healthy\":true")]
    [InlineData(".spec.ports[1].port", "9090")]
    [InlineData(".spec.ports[-1].name", "metrics")]
    [InlineData(".spec.ports[9]", null)]
    [InlineData(".metadata.labels[\"app.io/part\"]", "front")]
    [InlineData(".metadata.labels.\"app.io/part\"", "front")]
    [InlineData(".spec.ports[].name", "http\nmetrics")]
    [InlineData(".spec.ports | length", "2")]
    [InlineData(".spec.ports[] | select(.name == \"http\") | .port", "80")]
    [InlineData(".status.conditions[] | select(.type == \"Ready\" and .status == \"True\") | .type", "Ready")]
    [InlineData(".status.conditions | map(select(.status != \"True\")) | length", "1")]
    [InlineData("[.spec.ports[].port] | sort | last", "9090")]
    [InlineData(".spec.tags | unique | join(\"+\")", "a+b")]
    [InlineData(".missing // \"none\"", "none")]
    [InlineData(".gated // .state", "healthy")]
    [InlineData(".count > 2", "true")]
    [InlineData("(.count >= 4) or .healthy", "true")]
    [InlineData(".metadata.labels | keys | first", "app.io/part")]
    [InlineData(".metadata | has(\"name\")", "true")]
    [InlineData(".metadata.name | test(\"^w\")", "true")]
    [InlineData(".spec.tags | any(. == \"a\")", "true")]
    [InlineData(".state?", "healthy")]
    [InlineData(".state[0]?", null)]
    [InlineData(".gated | not", "true")]
    [InlineData(".count | tostring | length", "1")]
    [InlineData("\"7\" | tonumber", "7")]
    [InlineData(".spec | type", "object")]
    [InlineData(".state, .count", "healthy\n3")]
    public void A_path_of_jq_picks_a_value(string query, string? expected)
    {
        var read = Parse("jq", query).Read(JsonNode.Parse(Answer));
        if (query is ".")
            read.ShouldNotBeNull().ShouldStartWith(expected!);
        else
            read.ShouldBe(expected);
    }

    [Theory]
    [InlineData(".status.conditions[0].type", "Ready")]
    [InlineData("{.metadata.name}", "web")]
    [InlineData("metadata.name", "web")]
    [InlineData("$.metadata.name", "web")]
    [InlineData("{.spec.ports[*].name}", "http metrics")]
    [InlineData("{.spec.ports[-1:].port}", "9090")]
    [InlineData("{.spec.ports[0:1].port}", "80")]
    [InlineData("{.status.conditions[?(@.type==\"Ready\")].status}", "True")]
    [InlineData("{.status.conditions[?(@.type!='Ready')].status}", "False")]
    [InlineData("{.spec.ports[?(@.port>100)].name}", "metrics")]
    [InlineData("{.metadata.labels.app\\.io/part}", "front")]
    [InlineData("{.metadata.labels['app.io/part']}", "front")]
    [InlineData("{..port}", "80 9090")]
    [InlineData("{.metadata.name}:{.count}", "web:3")]
    [InlineData("{.metadata.name}{'/'}{.state}", "web/healthy")]
    [InlineData(".missing", null)]
    [InlineData("{.spec.ports[7].name}", null)]
    [InlineData("{.state.deeper}", null)]
    public void A_JSONPath_picks_a_value(string query, string? expected) => Parse("field", query).Read(JsonNode.Parse(Answer)).ShouldBe(expected);

    [Theory]
    [InlineData("jq", "..", "..")]
    [InlineData("jq", "if .a then 1 else 2 end", "if is not supported")]
    [InlineData("jq", ".a | to_entries(.)", "no function to_entries")]
    [InlineData("jq", "$x", "$ is not supported")]
    [InlineData("jq", ".a[1:2]", "slices are not supported")]
    [InlineData("jq", ".a[", "brackets hold")]
    [InlineData("jq", ".a = 1", "= is not supported")]
    [InlineData("jq", "\"\\(.a)\"", "are not supported")]
    [InlineData("jq", "{a: 1}", "{ is not supported")]
    [InlineData("jq", "", "a value is missing")]
    [InlineData("field", "{range .items[*]}{.a}{end}", "range is not supported")]
    [InlineData("field", "{.a", "} is missing")]
    [InlineData("field", ".a[b]", "brackets hold")]
    [InlineData("field", ".a b", "is not expected")]
    [InlineData("field", " ", "empty")]
    public void What_is_not_supported_is_refused_by_name(string language, string query, string message)
    {
        AnswerQuery.Parse(language, query, out var error).ShouldBeNull();
        error.ShouldContain(message);
    }

    [Theory]
    [InlineData(".state[]", "string has no items")]
    [InlineData(".count.a", "number has no key a")]
    [InlineData(".metadata | map(.)", "is no list")]
    public void A_value_of_another_shape_is_told(string query, string message) =>
        Should.Throw<QueryException>(() => Parse("jq", query).Read(JsonNode.Parse(Answer))).Message.ShouldContain(message);

    [Fact]
    public void A_query_is_never_nested_without_end()
    {
        AnswerQuery.Parse("jq", new string('(', 10_000), out var error).ShouldBeNull();
        error.ShouldContain("nested too deeply");
    }

    [Fact]
    public void Results_are_bounded()
    {
        var many = new JsonArray([.. Enumerable.Range(0, 12_000).Select(static number => (JsonNode?)number)]);
        Should.Throw<QueryException>(() => Parse("jq", "[.[]]").Read(many)).Message.ShouldContain("10000");
        Should.Throw<QueryException>(() => Parse("jq", ".[]").Read(many)).Message.ShouldContain("10000");
    }

    private static AnswerQuery Parse(string language, string query) => AnswerQuery.Parse(language, query, out var error) ?? throw new InvalidOperationException(error);
}
