using System.Collections.Immutable;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>A compiled condition: its field passes every operator, and the clock passes its windows. Immutable; evaluated by any number of threads at once.</summary>
public sealed class Condition
{
    private readonly ConditionOperand? _field;
    private readonly ImmutableArray<ConditionTest> _tests;
    private readonly ImmutableArray<ClockTest> _clock;

    internal Condition(ConditionSpec spec, ConditionOperand? field, ImmutableArray<ConditionTest> tests, ImmutableArray<ClockTest> clock)
    {
        Spec = spec;
        _field = field;
        _tests = tests;
        _clock = clock;
        Reads = FindReads();
    }

    /// <summary>What it was compiled from.</summary>
    public ConditionSpec Spec { get; }

    /// <summary>The left side; null where only the clock is asked.</summary>
    internal ConditionOperand? Field => _field;

    /// <summary>The comparisons: that of <see cref="ConditionSpec.Operator"/> first, then the shorthands.</summary>
    internal ImmutableArray<ConditionTest> Tests => _tests;

    internal bool AsksTheClock => !_clock.IsEmpty;

    /// <summary>What an evaluation can read.</summary>
    public TemplateReads Reads { get; }

    /// <summary>Compiles a condition; all mistakes are told at once.</summary>
    public static ConditionCompilation Compile(ConditionSpec spec, FunctionTable functions)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(functions);
        return new ConditionCompiler(spec, functions).Compile();
    }

    /// <summary>Whether the condition holds.</summary>
    /// <exception cref="TemplateException">A template in it failed.</exception>
    public bool Holds(TemplateScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Passes(scope) != Spec.Negate;
    }

    private bool Passes(TemplateScope scope)
    {
        foreach (var window in _clock)
        {
            if (!window.Holds(scope.Surroundings.Now))
                return false;
        }

        if (_tests.IsEmpty)
            return true;
        var left = _field!.Value(scope);
        foreach (var test in _tests)
        {
            if (!test.Holds(left, scope))
                return false;
        }

        return true;
    }

    private TemplateReads FindReads()
    {
        var onlyPresence = _tests.All(static test => test.Operator.Kind == OperatorKind.Exists);
        var reads = _field?.Reads(whole: !onlyPresence) ?? TemplateReads.None;
        reads = _tests.Aggregate(reads, static (all, test) => all.Union(test.Reads));
        return _clock.IsEmpty ? reads : reads with { ReadsTime = true };
    }
}
