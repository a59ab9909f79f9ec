using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Grains.Fleet;

/// <summary>What the conditions of <c>dependsOn</c> mean.</summary>
internal static class DependencyConditions
{
    private const string Ready = "ready";

    /// <summary>Whether a dependent may begin.</summary>
    public static bool Holds(string condition, BoxState state, Func<bool> areAllReady) => condition switch
    {
        "healthy" => state is BoxState.Healthy,
        Ready => state is BoxState.Healthy && areAllReady(),
        "degraded" => state is BoxState.Degraded,
        "pending" => state is BoxState.Pending or BoxState.Missing,
        "deleted" => state is BoxState.Missing,
        _ => IsRunning(state),
    };

    /// <summary>Whether a dependent that has begun has what it needs to be well. Conditions that wait for something bad are only asked at the start.</summary>
    public static bool IsKept(string condition, BoxState state, Func<bool> areAllReady) => condition switch
    {
        "degraded" or "pending" or "deleted" => true,
        _ => Holds(condition, state, areAllReady),
    };

    /// <summary>Whether a box that is well fulfils it, so that it comes true by itself when everything starts.</summary>
    public static bool ComesByItself(string condition) => condition is "started" or "healthy";

    /// <summary>Whether it waits for something that is not meant to be, perhaps for ever.</summary>
    public static bool IsForTheWorse(string condition) => condition is "degraded" or "deleted";

    /// <summary>Whether it depends on each custom resource.</summary>
    public static bool CountsResources(string condition) => condition is Ready;

    private static bool IsRunning(BoxState state) => state is BoxState.Started or BoxState.Healthy or BoxState.Degraded;
}
