namespace Orkestra.Kubernetes.Readiness;

internal static class DefinitionReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        if (view.Condition("NamesAccepted") is { IsFalse: true } names)
            return Report.Failed(names.Text("Its names are taken."));
        return view.Condition("Established") switch
        {
            { IsTrue: true } => Report.Ready("It is established."),
            { IsFalse: true, Reason: not "Installing" } established => Report.Failed(established.Text("It is not established.")),
            _ => Report.InProgress("It is being installed."),
        };
    }
}
