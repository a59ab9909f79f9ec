using System.Text.Json.Nodes;

namespace Orkestra.Hooks;

/// <summary>What a hook found and wants.</summary>
/// <typeparam name="TStatus">The status.</typeparam>
public sealed record HookResult<TStatus>
    where TStatus : class
{
    /// <summary>Merged into the status of the custom resource: what is null is left as it is. Null: nothing.</summary>
    public TStatus? Status { get; init; }

    /// <summary>The objects that it wants to be there, whole ones with apiVersion, kind and metadata, of kinds that <c>managedResources</c> declares. They belong to the custom
    /// resource: what is left out of the next result is deleted.</summary>
    public IReadOnlyList<JsonObject> Children { get; init; } = [];

    /// <summary>When it wants to be called again without an event: from now on. Null: at the next change or resync.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>False: it is not done yet; the custom resource does not count as ready, and a deletion waits.</summary>
    public bool IsDone { get; init; } = true;

    /// <summary>Told on the custom resource.</summary>
    public IReadOnlyList<HookEvent> Events { get; init; } = [];
}
