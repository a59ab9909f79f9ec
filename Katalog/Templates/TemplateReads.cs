using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates;

/// <summary>What a template or a condition can read, known without evaluating it. It may name more than an evaluation touches, never less.</summary>
/// <param name="Fields">Paths from the root context, each once.</param>
/// <param name="ReadsTime">Its result can change with the clock alone.</param>
/// <param name="IsRandom">Its result differs at every evaluation.</param>
public sealed record TemplateReads(ImmutableArray<FieldRead> Fields, bool ReadsTime, bool IsRandom)
{
    /// <summary>Reads nothing.</summary>
    public static TemplateReads None { get; } = new([], ReadsTime: false, IsRandom: false);

    /// <summary>Its result is another one at nearly every moment, such as an age; what only changes at certain times, such as a weekday, does not count.</summary>
    public bool RunsWithTime { get; init; }

    /// <summary>All that either reads.</summary>
    public TemplateReads Union(TemplateReads other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TemplateReads(Analysis.ReadCollector.Reduce(Fields.Union(other.Fields)), ReadsTime || other.ReadsTime, IsRandom || other.IsRandom) { RunsWithTime = RunsWithTime || other.RunsWithTime };
    }
}
