using Orkestra.Katalog.Yaml;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Yaml;

public sealed class CoreSchemaTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("~", null)]
    [InlineData("null", null)]
    [InlineData("true", true)]
    [InlineData("FALSE", false)]
    [InlineData("yes", "yes")]
    [InlineData("on", "on")]
    [InlineData("12", 12L)]
    [InlineData("-3", -3L)]
    [InlineData("+3", 3L)]
    [InlineData("0", 0L)]
    [InlineData("0644", 420L)]
    [InlineData("0o17", 15L)]
    [InlineData("089", "089")]
    [InlineData("0x1F", 31L)]
    [InlineData("0xZZ", "0xZZ")]
    [InlineData("1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1e999", "1e999")]
    [InlineData("1_000", "1_000")]
    [InlineData("12:30", "12:30")]
    [InlineData("2020-01-01", "2020-01-01")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("-", "-")]
    [InlineData(".", ".")]
    [InlineData("99999999999999999999", 1e20)]
    public void A_plain_scalar_means_what_YAML_says(string text, object? value) => CoreSchema.Resolve(text).ShouldBe(value);
}
