using System.Text.Json.Nodes;
using Orkestra.Cli.Output;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Output;

public sealed class YamlTextTests
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
}
