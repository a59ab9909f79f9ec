using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Simulator.Behaviours;

/// <summary>How the status of one kind looks. Pure: the same object and time give the same status, and an object that has that status gives it again.</summary>
internal interface IWorkloadBehaviour
{
    string Group { get; }

    string Kind { get; }

    /// <summary>The status while the workload is on its way, or null when nothing is to be written. A null in it is an absent field.</summary>
    JsonObject? Starting(JsonObject live, DateTimeOffset now);

    /// <summary>The status at the end.</summary>
    /// <param name="live">The object.</param>
    /// <param name="fails">Whether it ends badly.</param>
    /// <param name="now">The time of what changes.</param>
    JsonObject? Settled(JsonObject live, bool fails, DateTimeOffset now);
}
