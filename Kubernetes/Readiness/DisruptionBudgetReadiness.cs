namespace Orkestra.Kubernetes.Readiness;

/// <summary>Its controller sets the observedGeneration when it has computed how many disruptions are allowed; the common rules compare it.</summary>
internal static class DisruptionBudgetReadiness
{
    public static ReadyReport Evaluate(StatusView view) =>
        Report.Ready(FormattableString.Invariant($"Disruptions allowed: {view.Present("disruptionsAllowed")}"));
}
