using System.Collections.Immutable;

namespace Orkestra.Katalog.Conditions;

/// <summary>A condition as the file has it. Values are null, string, bool, long, double, or a list of those (<see cref="IReadOnlyList{T}"/> of object).</summary>
public sealed record ConditionSpec
{
    /// <summary>The left side: a dot path (<c>status.phase</c>) or a template.</summary>
    public string? Field { get; init; }

    /// <summary><c>operator:</c>, by any of its names.</summary>
    public string? Operator { get; init; }

    /// <summary><c>value:</c>.</summary>
    public object? Value { get; init; }

    /// <summary>Operators written as keys: <c>equals: Running</c>. Which keys are operators says <see cref="ConditionOperators.IsShorthand"/>.</summary>
    public ImmutableArray<ConditionShorthand> Shorthands { get; init; } = [];

    /// <summary>string, int, float or bool.</summary>
    public string? ValueType { get; init; }

    /// <summary>Turns the result over.</summary>
    public bool Negate { get; init; }

    /// <summary><c>time: {after, before}</c>.</summary>
    public TimeWindowSpec? Time { get; init; }

    /// <summary><c>dayOfWeek: {…}</c>.</summary>
    public DayOfWeekSpec? DayOfWeek { get; init; }

    /// <summary>A cron expression; the condition holds for <see cref="Duration"/> after each of its times.</summary>
    public string? Cron { get; init; }

    /// <summary>How long after a cron time; 60 s if absent.</summary>
    public string? Duration { get; init; }
}
