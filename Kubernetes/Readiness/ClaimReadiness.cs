namespace Orkestra.Kubernetes.Readiness;

internal static class ClaimReadiness
{
    public static ReadyReport Evaluate(StatusView view) => view.Phase switch
    {
        "Bound" => Report.Ready("It is bound."),
        "Lost" => Report.Failed("Its volume is lost."),
        "" => Report.InProgress("It is not bound yet."),
        var phase => Report.InProgress($"It is not bound yet: {phase}"),
    };
}
