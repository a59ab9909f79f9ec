namespace Orkestra.Kubernetes.CustomResources;

/// <summary>What becomes of a custom resource's status when it is written.</summary>
public enum StatusHandling
{
    /// <summary>The version has the status subresource: status is written there and nowhere else.</summary>
    Subresource,

    /// <summary>It has none, and its schema keeps the field: status is written with the object.</summary>
    MainResource,

    /// <summary>It has none, and its schema drops the field.</summary>
    Dropped,
}
