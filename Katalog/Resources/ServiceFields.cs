namespace Orkestra.Katalog.Resources;

/// <summary>Fields of a service's spec that its short form takes under their own names.</summary>
internal static class ServiceFields
{
    public static IReadOnlyList<NativeField> Native { get; } =
    [
        new("sessionAffinity", NativeType.Text, "None (default) or ClientIP."),
        new("externalTrafficPolicy", NativeType.Text, "Cluster (default) or Local."),
        new("internalTrafficPolicy", NativeType.Text, "Cluster (default) or Local."),
        new("loadBalancerClass", NativeType.Text, "The class of the load balancer."),
        new("loadBalancerSourceRanges", NativeType.Texts, "The addresses that the load balancer lets through."),
        new("publishNotReadyAddresses", NativeType.Flag, "Whether pods that are not ready are found, too."),
        new("ipFamilyPolicy", NativeType.Text, "SingleStack (default), PreferDualStack or RequireDualStack."),
    ];
}
