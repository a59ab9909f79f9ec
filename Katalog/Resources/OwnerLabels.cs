using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>The labels of pods by which the workloads of a custom resource and its services find them (docs/decisions/011). They depend on nothing but kind and
/// names, which never change, because the selector of a workload cannot be changed.</summary>
internal sealed class OwnerLabels
{
    public const string Owner = "orkestra-owner";
    public const string OwnerKind = "orkestra.orkspace.io/owner-kind";
    public const string JobKey = "orkestra.orkspace.io/job";

    private readonly string _name;
    private readonly string _kind;

    private OwnerLabels(string name, string kind)
    {
        _name = name;
        _kind = kind;
    }

    public static OwnerLabels Of(string apiVersion, string kind, string name)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var lower = kind.ToLowerInvariant();
        return new OwnerLabels(LabelValue.Of(name), LabelValue.Of(slash < 0 ? lower : $"{lower}.{apiVersion[..slash]}"));
    }

    /// <summary>Finds the pods of this custom resource by its name alone, whoever made them.</summary>
    public JsonObject ByName() => new() { [Owner] = _name };

    /// <summary>Finds the pods of all workloads of this custom resource.</summary>
    public JsonObject OfAllWorkloads() => new() { [Owner] = _name, [OwnerKind] = _kind };

    /// <summary>Finds the pods of one workload of this custom resource.</summary>
    /// <param name="key">The <see cref="WorkloadKey"/> of its kind.</param>
    /// <param name="workload">Its name.</param>
    public JsonObject OfWorkload(string key, string workload) => new() { [Owner] = _name, [OwnerKind] = _kind, [key] = LabelValue.Of(workload) };

    /// <summary>The label that names the workload of a pod.</summary>
    public static string WorkloadKey(string kind) => $"orkestra.orkspace.io/{kind.ToLowerInvariant()}";
}
