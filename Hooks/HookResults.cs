namespace Orkestra.Hooks;

/// <summary>Makes the results that hooks give most often.</summary>
public static class HookResults
{
    /// <summary>All is as it should be.</summary>
    /// <typeparam name="TStatus">The status.</typeparam>
    /// <param name="status">Merged into the status; null: nothing.</param>
    public static HookResult<TStatus> Done<TStatus>(TStatus? status = null)
        where TStatus : class => new() { Status = status };

    /// <summary>It is not done yet, and wants to be called again after this time.</summary>
    /// <typeparam name="TStatus">The status.</typeparam>
    /// <param name="after">How long from now.</param>
    /// <param name="status">Merged into the status; null: nothing.</param>
    public static HookResult<TStatus> Again<TStatus>(TimeSpan after, TStatus? status = null)
        where TStatus : class => new() { Status = status, RequeueAfter = after, IsDone = false };
}
