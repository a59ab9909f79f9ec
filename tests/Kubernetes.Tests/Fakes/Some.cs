using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>Resources that tests use.</summary>
internal static class Some
{
    public static ApiResource ConfigMaps { get; } = new("", "v1", "configmaps", "configmap", "ConfigMap", true, ["cm"], ["get", "list", "watch"], false, false);

    public static ApiResource Namespaces { get; } = new("", "v1", "namespaces", "namespace", "Namespace", false, ["ns"], ["get", "list", "watch"], true, false);

    public static ApiResource Deployments { get; } = new("apps", "v1", "deployments", "deployment", "Deployment", true, ["deploy"], ["get", "list", "watch"], true, true);
}
