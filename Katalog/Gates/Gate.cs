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

    public bool IsOpen(TemplateScope scope)
    {
        try
        {
            return Conditions.Holds(scope);
        }
        catch (TemplateException)
        {
            return !FailsClosed;
        }
    }
}
