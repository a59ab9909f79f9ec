namespace Orkestra.DevCluster.Simulator;

/// <summary>What becomes of a simulated workload after its delay.</summary>
public enum SimulatedOutcome
{
    /// <summary>It gets ready; a Job completes unless its command fails.</summary>
    Ready,

    /// <summary>It fails in the way of its kind: a deadline that is exceeded, a crash loop, a lost volume.</summary>
    Fail,

    /// <summary>It stays as it is at its start.</summary>
    Stuck,
}
