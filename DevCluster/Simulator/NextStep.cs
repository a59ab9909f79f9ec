namespace Orkestra.DevCluster.Simulator;

/// <summary>What is to be done about an object now: a write, a look at it later, or neither.</summary>
internal readonly record struct NextStep(StatusWrite? Write, DateTimeOffset? Later)
{
    public static NextStep None => default;
}
