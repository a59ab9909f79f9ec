namespace Orkestra.Kubernetes.Readiness;

internal static class Report
{
    public static ReadyReport Ready(string message) => new(ReadyState.Ready, message);

    public static ReadyReport InProgress(string message) => new(ReadyState.InProgress, message);

    public static ReadyReport Failed(string message) => new(ReadyState.Failed, message);

    public static ReadyReport Short(string what, long present, long wanted) => InProgress(FormattableString.Invariant($"{what}: {present}/{wanted}"));
}
