namespace Orkestra.DevCluster.Apply;

/// <summary>409 Conflict. The Status of the answer has one cause of type FieldManagerConflict per conflict: message <c>conflict with …</c>, field <c>.spec.replicas</c>.</summary>
internal sealed class ApplyConflictException(string message, IReadOnlyList<ApplyConflict> conflicts) : Exception(message)
{
    public IReadOnlyList<ApplyConflict> Conflicts { get; } = conflicts;
}
