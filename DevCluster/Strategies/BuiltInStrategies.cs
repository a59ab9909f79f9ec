namespace Orkestra.DevCluster.Strategies;

/// <summary>The strategy of each built-in resource.</summary>
internal static class BuiltInStrategies
{
    public static ResourceStrategy Of(string group, string plural) => (group, plural) switch
    {
        ("", "namespaces") => new NamespaceStrategy(),
        ("apiextensions.k8s.io", "customresourcedefinitions") => new CustomResources.CrdStrategy(),
        _ => ResourceStrategy.Default,
    };
}
