using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Gates;

/// <summary>What must hold for a pass to be made. A closed gate neither writes nor deletes.</summary>
/// <param name="Conditions">What it asks, of the custom resource as it is written.</param>
/// <param name="FailsClosed">Whether it counts as closed when it cannot be asked.</param>
internal sealed record Gate(ConditionSet Conditions, bool FailsClosed)
{
    /// <summary>What it asks the outside first.</summary>
    public IReadOnlyList<ExternalCall> Calls { get; init; } = [];

    /// <summary>The changes of which one must have happened; empty: none is asked for.</summary>
    public IReadOnlyList<string> Sentinels { get; init; } = [];

    /// <summary>Its sentinels decide which events count; false: which passes are made.</summary>
    public bool IsAtQueue { get; init; }

    /// <summary>Whether an event counts in which this changed.</summary>
    public bool LetsIn(IReadOnlySet<string> changed) => Sentinels.Count == 0 || Sentinels.Any(changed.Contains);

    /// <exception cref="TemplateException">It cannot be asked.</exception>
    public bool IsOpen(TemplateScope scope, IReadOnlySet<string> changed) => (IsAtQueue || LetsIn(changed)) && Conditions.Holds(scope);
}
