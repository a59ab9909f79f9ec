using System.Globalization;

namespace Orkestra.DevCluster.Apply;

/// <summary>409 Conflict. The Status of the answer has one cause of type FieldManagerConflict per conflict: message <c>conflict with …</c>, field <c>.spec.replicas</c>.</summary>
internal sealed class ApplyConflictException(string message, IReadOnlyList<ApplyConflict> conflicts) : Exception(message)
{
    public IReadOnlyList<ApplyConflict> Conflicts { get; } = conflicts;

    /// <summary>The paths in conflict, for those that may settle them.</summary>
    internal IReadOnlyList<(ManagerKey Manager, PathElement[] Path)> Paths { get; private init; } = [];

    internal static ApplyConflictException Of(IReadOnlyList<(ManagerKey Manager, PathElement[] Path)> paths)
    {
        ApplyConflict[] conflicts = [.. paths.Select(p => new ApplyConflict(p.Manager.ToString(), FieldSet.Text(p.Path)))];
        return new ApplyConflictException(Describe(conflicts), conflicts) { Paths = paths };
    }

    private static string Describe(ApplyConflict[] conflicts)
    {
        if (conflicts.Length == 1)
            return $"Apply failed with 1 conflict: conflict with {conflicts[0].Manager}: {conflicts[0].Field}";
        var lines = conflicts.GroupBy(c => c.Manager, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.Select(c => $"- {c.Field}").Prepend($"conflicts with {g.Key}:"));
        return string.Create(CultureInfo.InvariantCulture, $"Apply failed with {conflicts.Length} conflicts: {string.Join('\n', lines)}");
    }
}
