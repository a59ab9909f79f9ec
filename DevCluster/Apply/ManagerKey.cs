namespace Orkestra.DevCluster.Apply;

/// <summary>What tells entries of managedFields apart. An applier has one entry whatever version it applies with, so its <paramref name="ApiVersion"/> is empty here.</summary>
internal readonly record struct ManagerKey(string Manager, bool Applied, string ApiVersion, string Subresource)
{
    /// <summary>By name.</summary>
    public static IComparer<ManagerKey> Order { get; } = Comparer<ManagerKey>.Create((left, right) => left.CompareTo(right));

    public static ManagerKey Of(WriteOrigin origin, bool applied, string apiVersion) =>
        new(origin.Manager.Length == 0 ? "unknown" : origin.Manager, applied, applied ? "" : apiVersion, origin.Subresource ?? "");

    /// <summary>As in messages: <c>"kubectl-edit" using apps/v1</c>, <c>"web" with subresource "status"</c>.</summary>
    public override string ToString()
    {
        var text = $"\"{Manager}\"";
        if (Subresource.Length > 0)
            text += $" with subresource \"{Subresource}\"";
        return Applied ? text : $"{text} using {ApiVersion}";
    }

    private int CompareTo(ManagerKey other)
    {
        var order = string.CompareOrdinal(Manager, other.Manager);
        if (order == 0)
            order = Applied.CompareTo(other.Applied);
        if (order == 0)
            order = string.CompareOrdinal(ApiVersion, other.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(Subresource, other.Subresource);
    }
}
