namespace Orkestra.Hooks;

/// <summary>
/// Code that reconciles custom resources of one kind. A Katalog names it under <c>hooks</c> or <c>constructor</c>, and <c>ork run --hooks DIR</c> loads its assembly.
/// There is one instance for a process, made by the constructor without parameters, and it is called for many custom resources at once, though never twice at once for
/// the same one. Every call may be repeated: what it does must be safe to do again.
/// </summary>
/// <typeparam name="TSpec">The spec of the custom resource, read from JSON in camelCase. Use <see cref="System.Text.Json.Nodes.JsonObject"/> for one without a type.</typeparam>
/// <typeparam name="TStatus">The part of the status that this code writes, and what it wrote before is read into.</typeparam>
public interface IReconcileHook<TSpec, TStatus>
    where TSpec : class
    where TStatus : class
{
    /// <summary>Brings about what the spec says. Called when the custom resource or a child changes, and at each resync.</summary>
    /// <param name="context">The custom resource and its children.</param>
    /// <param name="cancellationToken">Its time (<c>timeout</c>, 30 s unless the Katalog says otherwise) is over, or nobody waits for it any more. Code that goes on regardless is
    /// given up, and no other call for this custom resource is made before it ends.</param>
    /// <returns>What it found and wants. An exception fails the pass: nothing is written, the message is shown in the status, and it is called again with growing delays.</returns>
    Task<HookResult<TStatus>> ReconcileAsync(HookContext<TSpec, TStatus> context, CancellationToken cancellationToken);

    /// <summary>Undoes what is outside of the cluster. Called when the custom resource is being deleted, which waits until this returns a result that is done;
    /// children are deleted by the cluster. Unless it is overridden there is nothing to undo.</summary>
    /// <param name="context">The custom resource and its children.</param>
    /// <param name="cancellationToken">As for <see cref="ReconcileAsync"/>.</param>
    /// <returns>One that is not done (<see cref="HookResults.Again{TStatus}"/>) is called again after its time, and the deletion goes on waiting; status and children are left aside.</returns>
    Task<HookResult<TStatus>> DeleteAsync(HookContext<TSpec, TStatus> context, CancellationToken cancellationToken) => Task.FromResult(new HookResult<TStatus>());
}
