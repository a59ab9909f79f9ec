using System.Collections.Immutable;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>A <c>when</c> list, of which all must hold, and an <c>or</c> list, of which one must. An empty list holds.</summary>
public sealed record ConditionSet(ImmutableArray<Condition> When, ImmutableArray<Condition> Or)
{
    /// <summary>Always holds.</summary>
    public static ConditionSet Always { get; } = new([], []);

    /// <summary>Whether it can ever be false.</summary>
    public bool IsEmpty => When.IsEmpty && Or.IsEmpty;

    /// <summary>What an evaluation can read.</summary>
    public TemplateReads Reads => When.Concat(Or).Aggregate(TemplateReads.None, static (reads, condition) => reads.Union(condition.Reads));

    /// <summary>Whether all of <see cref="When"/> and one of <see cref="Or"/> hold; stops at the first that decides.</summary>
    /// <exception cref="TemplateException">A template failed.</exception>
    public bool Holds(TemplateScope scope)
    {
        foreach (var condition in When)
        {
            if (!condition.Holds(scope))
                return false;
        }

        if (Or.IsEmpty)
            return true;
        foreach (var condition in Or)
        {
            if (condition.Holds(scope))
                return true;
        }

        return false;
    }
}
