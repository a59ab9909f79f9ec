using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Nodes, and the node of a pod (with <c>enrich: [node]</c>).</summary>
internal static class NodeFunctions
{
    private static readonly ArgumentRead Conditions = ArgumentRead.Of("status.conditions");

    public static FunctionDomain All() => new FunctionDomain("node")
        .Add("nodeReady OBJECT → bool", "Whether the condition Ready is True.", "{{ nodeReady .node }} → true", static (a, _) => Objects.IsTrue(a[0], "Ready"), Conditions)
        .Add(
            "nodeCondition OBJECT TYPE → string",
            "The status of a condition: True, False or Unknown.",
            "{{ nodeCondition .node \"MemoryPressure\" }} → False",
            static (a, _) => Objects.Text(Objects.Condition(a[0], Arg.Text(a[1])), "status"),
            Conditions, ArgumentRead.Whole)
        .Add(
            "nodeAllocatableCPU OBJECT → string",
            "status.allocatable.cpu.",
            "{{ nodeAllocatableCPU .node }} → 3920m",
            static (a, _) => Objects.Text(a[0], "status", "allocatable", "cpu"),
            ArgumentRead.Of("status.allocatable.cpu"))
        .Add(
            "nodeAllocatableMemory OBJECT → string",
            "status.allocatable.memory.",
            "{{ nodeAllocatableMemory .node }} → 15032020Ki",
            static (a, _) => Objects.Text(a[0], "status", "allocatable", "memory"),
            ArgumentRead.Of("status.allocatable.memory"))
        .Add(
            "nodeTaints OBJECT → string",
            "The keys of its taints, with commas.",
            "{{ nodeTaints .node }} → dedicated",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "spec", "taints"), "key")),
            ArgumentRead.Of("spec.taints"))
        .Add(
            "podNodeName OBJECT → string",
            "The node that a pod is on.",
            "{{ podNodeName .pod }} → node-1",
            static (a, _) => Objects.Text(a[0], "_node", "name"),
            ArgumentRead.Of("_node.name"))
        .Add("podNodeZone OBJECT → string", "The zone of its node.", "{{ podNodeZone .pod }} → eu-1a", static (a, _) => Objects.Text(a[0], "_node", "zone"), ArgumentRead.Of("_node.zone"))
        .Add(
            "podNodeRegion OBJECT → string",
            "The region of its node.",
            "{{ podNodeRegion .pod }} → eu-1",
            static (a, _) => Objects.Text(a[0], "_node", "region"),
            ArgumentRead.Of("_node.region"))
        .Add(
            "podNodeInstanceType OBJECT → string",
            "The instance type of its node.",
            "{{ podNodeInstanceType .pod }} → m4",
            static (a, _) => Objects.Text(a[0], "_node", "instanceType"),
            ArgumentRead.Of("_node.instanceType"));
}
