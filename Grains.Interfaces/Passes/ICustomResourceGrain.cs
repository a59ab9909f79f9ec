namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>One custom resource. Keyed by <see cref="Identity.CustomResourceKey.GrainKey"/>; at most one pass of a key runs at a time.</summary>
public interface ICustomResourceGrain
{
    /// <summary>Runs the reconcile pipeline once. Errors of the cluster or of the definition are in the outcome; only cancellation throws.</summary>
    /// <param name="request">Why the pass runs.</param>
    /// <param name="cancellationToken">Stops the pass between two requests.</param>
    Task<PassOutcome> RunPassAsync(PassRequest request, CancellationToken cancellationToken);
}
