using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Grains.Queueing;

/// <summary>Which lane a key goes into, and how often each has its turn.</summary>
internal static class Lanes
{
    public const int Count = 6;

    /// <summary>The highest lane that any of the causes asks for.</summary>
    public static Lane Of(PassCauses causes) => causes switch
    {
        _ when causes.HasFlag(PassCauses.Deletion) => Lane.Deletion,
        _ when causes.HasFlag(PassCauses.UserChange) => Lane.UserChange,
        _ when causes.HasFlag(PassCauses.ChildChange) => Lane.ChildDrift,
        _ when causes.HasFlag(PassCauses.Retry) => Lane.Retry,
        _ when causes.HasFlag(PassCauses.FirstListing) => Lane.FirstListing,
        _ => Lane.Resync,
    };

    /// <summary>Turns of a lane in one round: 32, 16, 8, 4, 2, 1, so that none starves.</summary>
    public static int Weight(Lane lane) => 32 >> (int)lane;
}
