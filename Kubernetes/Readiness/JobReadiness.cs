namespace Orkestra.Kubernetes.Readiness;

/// <summary>A Job is ready from its start on, as in kstatus, until it fails.</summary>
internal static class JobReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        var completions = view.Desired("completions", view.Desired("parallelism", 1));
        var succeeded = view.Present("succeeded");
        if (view.Condition("Complete") is { IsTrue: true })
            return Report.Ready(FormattableString.Invariant($"Completed: {succeeded}/{completions}"));
        if (view.Condition("Failed") is { IsTrue: true } failed)
            return Report.Failed(failed.Text("The Job failed."));
        if (view.Condition("Suspended") is { IsTrue: true })
            return Report.Ready("It is suspended.");
        return StatusView.Text(view.Status, "startTime").Length == 0
            ? Report.InProgress("It has not started yet.")
            : Report.Ready(FormattableString.Invariant($"Running: {view.Present("active")} active, {succeeded}/{completions} completed"));
    }
}
