using System.Text.Json.Nodes;
using Orkestra.Grains.Passes;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Passes;

public sealed class SpecTextTests
{
    [Fact]
    public void A_spec_comes_back_as_it_was()
    {
        var spec = JsonNode.Parse("""{"image":"a","list":[1,true,null],"text":"äöü"}""")!.AsObject();

        JsonNode.DeepEquals(SpecText.Read(SpecText.Write(spec)), spec).ShouldBeTrue();
    }

    [Fact]
    public void One_that_is_too_long_is_not_kept()
    {
        var random = new Random(1);
        var noise = new byte[80_000];
        random.NextBytes(noise);

        SpecText.Write(new JsonObject { ["noise"] = Convert.ToBase64String(noise) }).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no base64")]
    [InlineData("AAAA")]
    public void What_cannot_be_read_is_none(string? text) => SpecText.Read(text).ShouldBeNull();
}
