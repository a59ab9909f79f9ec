using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Yaml;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Yaml;

public sealed class YamlText_is_read_as_what_was_meant
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("true", "\"true\"")]
    [InlineData("1.20", "\"1.20\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("", "\"\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("a #b", "\"a #b\"")]
    [InlineData("- a", "\"- a\"")]
    [InlineData("{a}", "\"{a}\"")]
    [InlineData("*x", "\"*x\"")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("nginx:1.27", "nginx:1.27")]
    [InlineData("ends ", "\"ends \"")]
    public void A_text_is_quoted_where_yaml_would_read_something_else(string text, string yaml) =>
        YamlText.Of(new JsonObject { ["a"] = text }).ShouldBe($"a: {yaml}\n");

    [Fact]
    public void Lists_and_maps_are_blocks() => YamlText.Of(JsonNode.Parse("""{"a":{"b":[1,{"c":true,"d":[]},"x",["z"]],"e":{}},"f":null}""")).ShouldBe("""
        a:
          b:
            - 1
            - c: true
              d: []
            - x
            - 
              - z
          e: {}
        f: null

        """);

    [Fact]
    public void Several_lines_are_a_literal_block() => YamlText.Of(new JsonObject { ["a"] = "one\n\n  two\n", ["b"] = "x\ny" }).ShouldBe("a: |\n  one\n\n    two\nb: |-\n  x\n  y\n");

    [Fact]
    public void A_server_sorts_its_keys_and_does_not_indent_the_lists_of_a_map() =>
        YamlText.AsServer(JsonNode.Parse("""{"b":{"z":[1,{"d":[],"c":["z"]},["q"]],"x":{}},"a":"one\ntwo\n"}""")).ShouldBe("""
        a: |
          one
          two
        b:
          x: {}
          z:
          - 1
          - c:
            - z
            d: []
          - 
            - q

        """);
}
