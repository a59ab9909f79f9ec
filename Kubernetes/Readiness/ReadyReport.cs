namespace Orkestra.Kubernetes.Readiness;

/// <summary>How far an object is, and why.</summary>
/// <param name="State">How far.</param>
/// <param name="Message">One line for people, as "Available: 1/3".</param>
public readonly record struct ReadyReport(ReadyState State, string Message)
{
    /// <summary>Whether <see cref="State"/> is <see cref="ReadyState.Ready"/>.</summary>
    public bool IsReady => State == ReadyState.Ready;
}
