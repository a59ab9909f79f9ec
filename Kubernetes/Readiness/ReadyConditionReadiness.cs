namespace Orkestra.Kubernetes.Readiness;

/// <summary>For kinds without rules of their own: the condition Ready, if there is one.</summary>
internal static class ReadyConditionReadiness
{
    public static ReadyReport Evaluate(StatusView view) => view.Condition("Ready") switch
    {
        null => Report.Ready("It exists."),
        { IsTrue: true } ready => Report.Ready(ready.Text("Ready")),
        var ready => Report.InProgress(ready.Text($"Ready is {ready.Status}")),
    };
}
