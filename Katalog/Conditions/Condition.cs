using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>A compiled condition. Immutable; evaluated by any number of threads at once.</summary>
public sealed class Condition
{
    private Condition(ConditionSpec spec) => Spec = spec;

    /// <summary>What it was compiled from.</summary>
    public ConditionSpec Spec { get; }

    /// <summary>What an evaluation can read.</summary>
    public TemplateReads Reads { get; } = TemplateReads.None;

    /// <summary>Compiles a condition; all mistakes are told at once.</summary>
    public static ConditionCompilation Compile(ConditionSpec spec, FunctionTable functions)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(functions);
        return new ConditionCompilation(new Condition(spec), []);
    }

    /// <summary>Whether the condition holds.</summary>
    /// <exception cref="TemplateException">A template in it failed, or a value that must be a number is none.</exception>
    public bool Holds(TemplateScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return !Spec.Negate;
    }
}
