using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>HorizontalPodAutoscalers. Metrics and target are there only with <c>enrich: [hpa]</c>.</summary>
internal static class HpaFunctions
{
    private static readonly ArgumentRead Conditions = ArgumentRead.Of("status.conditions");

    public static FunctionDomain All() => State(new FunctionDomain("hpa")
        .Add(
            "hpaCurrentReplicas OBJECT → int",
            "status.currentReplicas.",
            "{{ hpaCurrentReplicas .hpa }} → 3",
            static (a, _) => Objects.Int(a[0], "status", "currentReplicas"),
            ArgumentRead.Of("status.currentReplicas"))
        .Add(
            "hpaDesiredReplicas OBJECT → int",
            "status.desiredReplicas.",
            "{{ hpaDesiredReplicas .hpa }} → 5",
            static (a, _) => Objects.Int(a[0], "status", "desiredReplicas"),
            ArgumentRead.Of("status.desiredReplicas"))
        .Add(
            "hpaMaxReplicas OBJECT → int",
            "spec.maxReplicas.",
            "{{ hpaMaxReplicas .hpa }} → 10",
            static (a, _) => Objects.Int(a[0], "spec", "maxReplicas"),
            ArgumentRead.Of("spec.maxReplicas"))
        .Add(
            "hpaMinReplicas OBJECT → int",
            "spec.minReplicas; 1 where it is not set.",
            "{{ hpaMinReplicas .hpa }} → 1",
            static (a, _) => Objects.IntOrNull(a[0], "spec", "minReplicas") ?? 1,
            ArgumentRead.Of("spec.minReplicas"))
        .Add(
            "hpaAtMax OBJECT → bool",
            "Whether the present replicas have reached the maximum.",
            "{{ hpaAtMax .hpa }} → false",
            static (a, _) => Fields.IsMap(a[0]) && Objects.Int(a[0], "status", "currentReplicas") >= Objects.Int(a[0], "spec", "maxReplicas"),
            ArgumentRead.Of("status.currentReplicas", "spec.maxReplicas")));

    private static FunctionDomain State(FunctionDomain domain) => domain
        .Add(
            "hpaAbleToScale OBJECT → bool",
            "Whether the condition AbleToScale is True.",
            "{{ hpaAbleToScale .hpa }} → true",
            static (a, _) => Objects.IsTrue(a[0], "AbleToScale"),
            Conditions)
        .Add(
            "hpaScalingActive OBJECT → bool",
            "Whether the condition ScalingActive is True: the metric can be read.",
            "{{ hpaScalingActive .hpa }} → true",
            static (a, _) => Objects.IsTrue(a[0], "ScalingActive"),
            Conditions)
        .Add(
            "hpaScalingLimited OBJECT → bool",
            "Whether the condition ScalingLimited is True: the minimum or maximum binds.",
            "{{ hpaScalingLimited .hpa }} → false",
            static (a, _) => Objects.IsTrue(a[0], "ScalingLimited"),
            Conditions)
        .Add(
            "hpaScaling OBJECT → bool",
            "Whether it is scaling now: the metric is known and present and wanted replicas differ.",
            "{{ hpaScaling .hpa }} → true",
            static (a, _) => Objects.IsTrue(a[0], "ScalingActive") && Objects.Int(a[0], "status", "currentReplicas") != Objects.Int(a[0], "status", "desiredReplicas"),
            ArgumentRead.Of("status.conditions", "status.currentReplicas", "status.desiredReplicas"))
        .Add(
            "hpaMetricTypes OBJECT → string",
            "The types of the metrics, with commas.",
            "{{ hpaMetricTypes .hpa }} → Resource, External",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_currentMetrics"), "type")),
            ArgumentRead.Of("_currentMetrics"))
        .Add(
            "hpaScaleTargetKind OBJECT → string",
            "The kind that it scales.",
            "{{ hpaScaleTargetKind .hpa }} → Deployment",
            static (a, _) => Objects.Text(a[0], "_scaleTarget", "kind"),
            ArgumentRead.Of("_scaleTarget.kind"))
        .Add(
            "hpaScaleTargetName OBJECT → string",
            "The name of what it scales.",
            "{{ hpaScaleTargetName .hpa }} → web",
            static (a, _) => Objects.Text(a[0], "_scaleTarget", "name"),
            ArgumentRead.Of("_scaleTarget.name"));
}
