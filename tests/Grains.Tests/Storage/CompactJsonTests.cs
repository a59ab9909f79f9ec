using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Grains.Storage;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Storage;

public sealed class CompactJsonTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void What_was_put_in_comes_out(int size)
    {
        var json = new JsonObject { ["text"] = new string('x', size), ["n"] = 1.5 }.ToJsonString();

        CompactJson.From(Encoding.UTF8.GetBytes(json)).Parse().ToJsonString().ShouldBe(json);
    }

    [Fact]
    public void Above_one_kibibyte_it_is_deflated()
    {
        CompactJson.From(Encoding.UTF8.GetBytes(new JsonObject { ["text"] = new string('x', 4000) }.ToJsonString())).Size.ShouldBeLessThan(200);
        CompactJson.From(Encoding.UTF8.GetBytes(new JsonObject { ["text"] = new string('x', 500) }.ToJsonString())).Size.ShouldBeGreaterThan(500);
    }
}
