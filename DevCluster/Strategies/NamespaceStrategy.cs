using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Namespaces: held by spec.finalizers, Terminating while they are deleted.</summary>
internal sealed class NamespaceStrategy : ResourceStrategy
{
    public override IReadOnlySet<string> SelectableFields { get; } = Fields("status.phase");

    public override string? NameError(string name) => Names.LabelError(name);

    public override void CheckDelete(string name)
    {
        if (name is "default" or "kube-system" or "kube-public")
            throw ApiErrors.Forbidden("", "namespaces", name, "this namespace may not be deleted");
    }

    public override void PrepareForUpdate(JsonObject obj, JsonObject live, StrategyContext context)
    {
        if (context.Subresource is not "finalize" && live.Dig("spec", "finalizers") is { } finalizers)
            obj.Child("spec")["finalizers"] = finalizers.DeepClone();
    }

    public override void BeginDeletion(JsonObject obj)
    {
        obj.Child("status")["phase"] = "Terminating";
        obj.Meta.Remove("deletionGracePeriodSeconds");
    }

    public override bool IsHeld(JsonObject obj) => obj.Dig("spec", "finalizers") is JsonArray { Count: > 0 };
}
