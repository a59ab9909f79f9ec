using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Types;

public sealed class BuiltInTypesTests
{
    private static readonly BuiltInTypes Types = new();

    [Fact]
    public void Every_type_that_is_named_is_defined()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Types.All)
            Visit(kind.Schema, seen);
        seen.Count.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("", "v1", "Pod", "pods", true)]
    [InlineData("", "v1", "Namespace", "namespaces", false)]
    [InlineData("apps", "v1", "Deployment", "deployments", true)]
    [InlineData("batch", "v1", "CronJob", "cronjobs", true)]
    [InlineData("networking.k8s.io", "v1", "Ingress", "ingresses", true)]
    [InlineData("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true)]
    [InlineData("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true)]
    [InlineData("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false)]
    [InlineData("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true)]
    [InlineData("coordination.k8s.io", "v1", "Lease", "leases", true)]
    [InlineData("storage.k8s.io", "v1", "StorageClass", "storageclasses", false)]
    [InlineData("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", false)]
    [InlineData("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false)]
    public void A_kind_is_served_under_its_plural(string group, string version, string kind, string plural, bool namespaced)
    {
        var served = Types.Find(group, version, kind).ShouldNotBeNull();
        served.Plural.ShouldBe(plural);
        served.Namespaced.ShouldBe(namespaced);
    }

    [Fact]
    public void Keys_of_apply_and_of_strategic_patches_differ_for_ports()
    {
        var ports = Types.Type("io.k8s.api.core.v1.Container").Properties["ports"];
        ports.ListMapKeys.ShouldBe(["containerPort", "protocol"]);
        ports.Strategic!.MergeKey.ShouldBe("containerPort");
        Types.Type("io.k8s.api.core.v1.PodSpec").Properties["tolerations"].ListType.ShouldBe(ListType.Atomic);
    }

    private static void Visit(TypeSchema schema, HashSet<string> seen)
    {
        if (schema.Name is { } name && !seen.Add(name))
            return;
        foreach (var property in schema.Properties.Values)
            Visit(property, seen);
        if (schema.Items is { } items)
            Visit(items, seen);
    }
}
