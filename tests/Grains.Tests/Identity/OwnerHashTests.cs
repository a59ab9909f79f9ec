using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Identity;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Identity;

public sealed class OwnerHashTests
{
    private static readonly CustomResourceKey Web = new("local", "demo.io", "v1", "Website", "default", "web");

    [Fact]
    public void It_is_26_characters_that_a_label_may_hold() => OwnerHash.Of(Web).ShouldMatch("^[a-z2-7]{26}$");

    [Fact]
    public void It_is_base32_of_sha256() => OwnerHash.Of("").ShouldBe("4oymiquy7qobjgx36tejs35zeq", "RFC 4648 base32 of e3b0c442…, cut to 26");

    [Fact]
    public void Another_version_is_the_same_owner_and_everything_else_is_another_one()
    {
        OwnerHash.Of(Web with { Version = "v2" }).ShouldBe(OwnerHash.Of(Web));
        CustomResourceKey[] others = [Web with { Cluster = "b" }, Web with { Group = "x.io" }, Web with { Kind = "Other" }, Web with { Namespace = null }, Web with { Name = "web2" }];
        others.Select(OwnerHash.Of).Distinct(StringComparer.Ordinal).Count().ShouldBe(others.Length);
        others.Select(OwnerHash.Of).ShouldNotContain(OwnerHash.Of(Web));
    }

    [Fact]
    public void Buckets_spread_over_all_256() =>
        Enumerable.Range(0, 5000).Select(i => OwnerHash.Bucket(OwnerHash.Of($"k{i}"))).Distinct().Count().ShouldBe(256);
}
