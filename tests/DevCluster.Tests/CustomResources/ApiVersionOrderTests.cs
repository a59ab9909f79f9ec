using Orkestra.DevCluster.CustomResources;

namespace Orkestra.DevCluster.Tests.CustomResources;

public sealed class ApiVersionOrderTests
{
    [Fact]
    public void Stable_versions_come_first_and_newer_ones_before_older_ones() =>
        ((string[])["v1alpha1", "foo", "v1", "v11alpha2", "v2", "v1beta1", "v10", "bar", "v3beta1", "v11beta2"]).Order(ApiVersionOrder.NewestFirst)
            .ShouldBe(["v10", "v2", "v1", "v11beta2", "v3beta1", "v1beta1", "v11alpha2", "v1alpha1", "bar", "foo"]);
}
