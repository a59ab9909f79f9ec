using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>Names of OpenAPI definitions.</summary>
internal static class DefinitionNames
{
    public const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    public const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
    public const string Time = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
    public const string ListMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";
    public const string Status = "io.k8s.apimachinery.pkg.apis.meta.v1.Status";
    public const string DeleteOptions = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";
    public const string Patch = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";
    public const string Scale = "io.k8s.api.autoscaling.v1.Scale";

    /// <summary>A custom kind of group example.com is com.example.v1.Website.</summary>
    public static string Of(ServedKind kind) =>
        kind.Schema.Name ?? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}";

    public static string ListOf(ServedKind kind) => Of(kind) + "List";
}
