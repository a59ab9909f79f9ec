using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Admission;

namespace Orkestra.Grains.Passes;

/// <summary>Ends a pass with a result that is not an error of the program.</summary>
internal sealed class PassException(PassResult result, string reason, string message, TimeSpan? requeueAfter = null) : Exception(message)
{
    /// <summary>When no event brings the key back.</summary>
    public TimeSpan? RequeueAfter { get; } = requeueAfter;

    /// <summary>It will be over at once: no status is written about it.</summary>
    public bool IsBrief { get; init; }

    /// <summary>It waits for an answer of the outside.</summary>
    public bool IsAsking { get; init; }

    /// <summary>The rules that the custom resource does not obey; null where they were not asked.</summary>
    public IReadOnlyList<RuleViolation>? Violations { get; init; }

    public PassResult Result { get; } = result;

    public string Reason { get; } = reason;
}
