using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>The ReplicaSets of a Deployment (with <c>enrich: [replicasets]</c>), and the owner of a ReplicaSet (with <c>enrich: [owner]</c>).</summary>
internal static class ReplicaSetFunctions
{
    private const string Revision = "deployment.kubernetes.io/revision";

    private static readonly ArgumentRead Sets = ArgumentRead.Of("_replicaSets");

    public static FunctionDomain All() => new FunctionDomain("replicaset")
        .Add(
            "deploymentReplicaSetCount OBJECT → int",
            "How many ReplicaSets a Deployment has, old ones too.",
            "{{ deploymentReplicaSetCount .rollout }} → 2",
            static (a, _) => (long)Of(a[0]).Count(),
            Sets)
        .Add(
            "deploymentReplicaSets OBJECT → slice",
            "The names of all its ReplicaSets.",
            "{{ deploymentReplicaSets .rollout }} → [web-1 web-2]",
            static (a, e) => Lists.Of(Of(a[0]).Select(Name), e),
            Sets)
        .Add(
            "oldDeploymentReplicaSets OBJECT → slice",
            "The names of those that are not of its present revision.",
            "{{ oldDeploymentReplicaSets .rollout }} → [web-1]",
            static (a, e) => Lists.Of(Of(a[0]).Where(set => !string.Equals(RevisionOf(set), RevisionOf(a[0]), StringComparison.Ordinal)).Select(Name), e),
            ArgumentRead.Of("_replicaSets", "metadata.annotations"))
        .Add(
            "replicaSetOwnerKind OBJECT → string",
            "The kind of its owner.",
            "{{ replicaSetOwnerKind .replicaset }} → Deployment",
            static (a, _) => Objects.Text(a[0], "_owner", "kind"),
            ArgumentRead.Of("_owner.kind"))
        .Add(
            "replicaSetOwnerName OBJECT → string",
            "The name of its owner.",
            "{{ replicaSetOwnerName .replicaset }} → web",
            static (a, _) => Objects.Text(a[0], "_owner", "name"),
            ArgumentRead.Of("_owner.name"));

    private static IEnumerable<object?> Of(object? value) => Lists.Items(Fields.Find(value, "_replicaSets"));

    private static string Name(object? set) => Objects.Text(set, "name") is { Length: > 0 } name ? name : Objects.Text(set, "metadata", "name");

    private static string RevisionOf(object? value) => Objects.Text(value, "revision") is { Length: > 0 } revision ? revision : Objects.Text(value, "metadata", "annotations", Revision);
}
