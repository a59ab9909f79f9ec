using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>StatefulSets. Their claims are there only with <c>enrich: [pvcs]</c>.</summary>
internal static class StatefulSetFunctions
{
    public static FunctionDomain All() => new FunctionDomain("statefulset")
        .Add(
            "statefulSetCurrentRevision OBJECT → string",
            "status.currentRevision.",
            "{{ statefulSetCurrentRevision .statefulset }} → db-1",
            static (a, _) => Objects.Text(a[0], "status", "currentRevision"),
            ArgumentRead.Of("status.currentRevision"))
        .Add(
            "statefulSetUpdateRevision OBJECT → string",
            "status.updateRevision; the same as the current one once a rollout is complete.",
            "{{ statefulSetUpdateRevision .statefulset }} → db-2",
            static (a, _) => Objects.Text(a[0], "status", "updateRevision"),
            ArgumentRead.Of("status.updateRevision"))
        .Add(
            "statefulSetPVCCount OBJECT → int",
            "How many claims it has.",
            "{{ statefulSetPVCCount .statefulset }} → 1",
            static (a, _) => (long)Lists.Items(Fields.Find(a[0], "_pvcs")).Count(),
            ArgumentRead.Of("_pvcs"));
}
