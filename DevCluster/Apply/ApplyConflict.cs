namespace Orkestra.DevCluster.Apply;

/// <summary>A field that an apply wants to change and another manager owns.</summary>
/// <param name="Manager">What the message calls the owner: <c>"kubectl" using apps/v1</c>.</param>
/// <param name="Field">The path as the server writes it: <c>.spec.replicas</c>.</param>
internal sealed record ApplyConflict(string Manager, string Field);
