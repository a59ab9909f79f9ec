using System.Collections.Immutable;
using Orkestra.Katalog.Checks;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles the <c>when</c> and <c>or</c> of a block and reports what is wrong in them.</summary>
internal sealed class ConditionBinder(FragmentCompiler compiler)
{
    /// <summary>Keys of validation rules, which are conditions and more.</summary>
    private static readonly HashSet<string> RuleKeys = new(StringComparer.Ordinal) { "message", "action", "fires", "link", "when", "or" };

    /// <summary>What was compiled so far.</summary>
    public List<WrittenCondition> Written { get; } = [];

    public ConditionSet Bind(Located block)
    {
        var when = Conditions(block.At("when"));
        var or = Conditions(block.At("or"));
        return when.IsEmpty && or.IsEmpty ? ConditionSet.Always : new ConditionSet(when, or);
    }

    private ImmutableArray<Condition> Conditions(Located? list)
    {
        if (list is not { } given)
            return [];
        var all = ImmutableArray.CreateBuilder<Condition>();
        foreach (var item in given.Items())
        {
            if (item.Node is MapNode && Compile(item) is { } condition)
                all.Add(condition);
        }

        return all.ToImmutable();
    }

    /// <summary>What one block compares; null when it is wrong, which has been reported.</summary>
    public Condition? Compile(Located at)
    {
        var compilation = Condition.Compile(Spec(at), compiler.FunctionsOf(at.Node));
        var isMisspelt = at.Entries().Any(entry => !ConditionLanguage.Knows(entry.Entry.Key) && !RuleKeys.Contains(entry.Entry.Key));
        foreach (var error in compilation.Errors)
        {
            // The operator is not missing: it is the key that is misspelt, and that has been told.
            if (isMisspelt && string.Equals(error.Id, TemplateDiagnostics.OperatorCount, StringComparison.Ordinal))
                continue;
            var place = PlaceOf(at, error);
            if (error.IsWarning)
                compiler.Findings.Warning(error.Id, place, error.Message, error.Mend);
            else
                compiler.Findings.Error(error.Id, place, error.Message, error.Mend);
        }

        if (compilation.Condition is { } condition)
            Remember(new WrittenCondition(at, condition));
        return compilation.Condition;
    }

    private void Remember(WrittenCondition written)
    {
        Written.Add(written);
        if (written.Condition.Field is { } field && written.At.At("field") is { } place)
            compiler.Reads.Add(new WrittenRead(place, field.Reads(whole: true)));
        foreach (var (test, value) in written.Tests().Where(test => !test.Test.Reads.Fields.IsEmpty))
            compiler.Reads.Add(new WrittenRead(value, test.Reads));
    }

    private static SourcePlace PlaceOf(Located at, ConditionError error)
    {
        if (at.At(error.Key.Split('.')) is not { } value)
            return at.Place;
        return error.Place is { } inside && value.Node is ScalarNode scalar ? value.PlaceOf(ScalarPlaces.Of(scalar, inside.Offset)) : value.Place;
    }

    private static ConditionSpec Spec(Located at) => new()
    {
        Field = at.At("field")?.Text,
        Operator = at.At("operator")?.Text,
        Value = Value(at.At("value")),
        Shorthands = [.. at.Entries().Where(entry => ConditionOperators.IsShorthand(entry.Entry.Key)).Select(entry => new ConditionShorthand(entry.Entry.Key, Value(entry.Value)))],
        ValueType = at.At("valueType")?.Text,
        Negate = at.At("negate")?.Flag ?? false,
        Time = at.At("time") is { } time ? new TimeWindowSpec(time.At("after")?.Text, time.At("before")?.Text) : null,
        DayOfWeek = at.At("dayOfWeek") is { } days ? new DayOfWeekSpec(days.At("weekday")?.Flag, days.At("weekend")?.Flag, Texts(days.At("in")), Texts(days.At("notIn"))) : null,
        Cron = at.At("cron")?.Text,
        Duration = at.At("duration")?.Text,
    };

    private static object? Value(Located? at) => at?.Node switch
    {
        ScalarNode scalar => scalar.Value,
        ListNode => at.Value.Items().Select(item => Value(item)).OfType<object>().ToList(),
        _ => null,
    };

    private static ImmutableArray<string> Texts(Located? at) => at is { } given ? [.. given.Items().Select(item => item.Text).OfType<string>()] : [];
}
