using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Namespaces: held by spec.finalizers, Terminating while they are deleted.</summary>
internal sealed class NamespaceStrategy : ResourceStrategy
{
    public override IReadOnlySet<string> SelectableFields { get; } = Fields("status.phase");

    public override string? NameError(string name) => Names.LabelError(name);

    public override void BeginDeletion(JsonObject obj) => obj.Child("status")["phase"] = "Terminating";

    public override bool IsHeld(JsonObject obj) => obj.Dig("spec", "finalizers") is JsonArray { Count: > 0 };
}
