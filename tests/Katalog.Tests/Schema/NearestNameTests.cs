using Orkestra.Katalog.Diagnostics;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Schema;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["deployments", "services", "configMaps", "when", "or", "name"];

    [Theory]
    [InlineData("deployment", "deployments")]
    [InlineData("deploymnets", "deployments")]
    [InlineData("configmaps", "configMaps")]
    [InlineData("CONFIGMAPS", "configMaps")]
    [InlineData("wen", "when")]
    [InlineData("names", "name")]
    [InlineData("something", null)]
    [InlineData("x", null)]
    public void The_name_that_was_meant_is_found(string written, string? meant) => NearestName.Of(written, Names).ShouldBe(meant);
}
