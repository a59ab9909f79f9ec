namespace Orkestra.Katalog.Resources;

/// <summary>The short forms by the key of their list, in the order in which they are applied.</summary>
internal static class ResourceShapes
{
    /// <summary>Accounts and data before what uses them, services last.</summary>
    public static IReadOnlyList<(string Key, IResourceShape Shape)> InApplyOrder { get; } =
    [
        ("secrets", new SecretShape()),
        ("configMaps", new ConfigMapShape()),
        ("serviceAccounts", new ServiceAccountShape()),
        ("custom", new CustomShape()),
        ("deployments", new DeploymentShape()),
        ("services", new ServiceShape()),
    ];

    /// <summary>Whether entries of this list make pods.</summary>
    public static bool IsWorkload(string key) => key is "deployments";
}
