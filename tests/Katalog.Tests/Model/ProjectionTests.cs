using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Model;

public sealed class ProjectionTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a.b a.c", "a.b a.c")]
    [InlineData("a.b a a.c", "a")]
    [InlineData("a a0 a.b a-b", "a a-b a0")]
    [InlineData("a.b.c a.bb a.b", "a.b a.bb")]
    public void Paths_below_others_are_not_kept(string paths, string kept) =>
        string.Join(' ', Of(paths).Paths.Select(path => string.Join('.', path))).ShouldBe(kept);

    [Theory]
    [InlineData("a.b", """{ "a": { "b": { "c": 1 }, "x": 2 }, "y": 3 }""", """{ "a": { "b": { "c": 1 } } }""")]
    [InlineData("a.b a.x", """{ "a": { "b": 1, "x": 2, "z": 3 } }""", """{ "a": { "b": 1, "x": 2 } }""")]
    [InlineData("a.b.c", """{ "a": { "b": [ { "c": 1 } ] } }""", """{ "a": { "b": [ { "c": 1 } ] } }""")]
    [InlineData("a.b.c", """{ "a": { "b": "text" } }""", """{ "a": { "b": "text" } }""")]
    [InlineData("a.b", """{ "a": {} }""", """{ "a": {} }""")]
    [InlineData("a", """{ "b": 1 }""", "{}")]
    [InlineData("a", """{ "a": null }""", """{ "a": null }""")]
    public void What_is_read_is_copied(string paths, string source, string expected) => Of(paths).Apply((JsonObject)JsonNode.Parse(source)!).ShouldBeJson(expected);

    [Fact]
    public void The_empty_path_is_everything()
    {
        Projection.Of([[]]).IsWhole.ShouldBeTrue();
        Projection.Nothing.Union(Projection.Whole).IsWhole.ShouldBeTrue();
        Of("a").Union(Of("b")).Paths.Count.ShouldBe(2);
    }

    private static Projection Of(string paths) => Projection.Of(paths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(path => path.Split('.')));
}
