using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Deployments, StatefulSets and ReplicaSets.</summary>
internal static class ReplicaFunctions
{
    private static readonly ArgumentRead Ready = ArgumentRead.Of("spec.replicas", "status.readyReplicas");

    public static FunctionDomain All() => new FunctionDomain("replica")
        .Add(
            "allReplicasReady OBJECT → bool",
            "Whether as many replicas are ready as are wanted; also when none are wanted; false where the object is absent.",
            "{{ allReplicasReady .deployment }} → false",
            static (a, _) => AllReady(a[0]),
            Ready)
        .Add(
            "replicasReady OBJECT [COUNT] → bool",
            "Whether at least COUNT replicas are ready; all wanted ones if COUNT is left out.",
            "{{ replicasReady .deployment 2 }} → true",
            static (a, _) => a.Length > 1 ? Objects.Int(a[0], "status", "readyReplicas") >= Arg.Int(a[1]) : AllReady(a[0]),
            Ready, ArgumentRead.Whole)
        .Add(
            "desiredReplicas OBJECT → int",
            "spec.replicas; 1 where it is not set, 0 where the object is absent.",
            "{{ desiredReplicas .deployment }} → 3",
            static (a, _) => Desired(a[0]),
            ArgumentRead.Of("spec.replicas"))
        .Add(
            "readyReplicas OBJECT → int",
            "status.readyReplicas.",
            "{{ readyReplicas .deployment }} → 2",
            static (a, _) => Objects.Int(a[0], "status", "readyReplicas"),
            ArgumentRead.Of("status.readyReplicas"))
        .Add(
            "availableReplicas OBJECT → int",
            "status.availableReplicas.",
            "{{ availableReplicas .deployment }} → 2",
            static (a, _) => Objects.Int(a[0], "status", "availableReplicas"),
            ArgumentRead.Of("status.availableReplicas"))
        .Add(
            "updatedReplicas OBJECT → int",
            "status.updatedReplicas.",
            "{{ updatedReplicas .deployment }} → 3",
            static (a, _) => Objects.Int(a[0], "status", "updatedReplicas"),
            ArgumentRead.Of("status.updatedReplicas"))
        .Add(
            "rolloutComplete OBJECT → bool",
            "Whether all wanted replicas run the newest template, ready or not.",
            "{{ rolloutComplete .deployment }} → true",
            static (a, _) => Fields.IsMap(a[0]) && Objects.Int(a[0], "status", "updatedReplicas") == Desired(a[0]),
            ArgumentRead.Of("spec.replicas", "status.updatedReplicas"));

    private static long Desired(object? value) => Fields.IsMap(value) ? Objects.IntOrNull(value, "spec", "replicas") ?? 1 : 0;

    private static bool AllReady(object? value) => Fields.IsMap(value) && Objects.Int(value, "status", "readyReplicas") == Desired(value);
}
