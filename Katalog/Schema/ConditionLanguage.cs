using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Schema;

/// <summary>Conditions, as they stand in <c>when</c> and <c>or</c> anywhere.</summary>
internal static class ConditionLanguage
{
    private static BlockSchema One { get; } = Condition();

    /// <summary>The value of <c>when</c> and <c>or</c>.</summary>
    public static Shape Conditions { get; } = Shape.ListOf(Shape.Block(One));

    /// <summary>Whether a condition can have this key.</summary>
    public static bool Knows(string key) => One.Knows(key);

    /// <summary>Both keys for a block that has them.</summary>
    public static BlockSchema WithConditions(this BlockSchema block) =>
        block.Key("when", Conditions).Key("or", Conditions).Renamed("anyOf", "or");

    private static BlockSchema Condition()
    {
        var block = new BlockSchema("a condition")
            .Key("field", Shape.Text)
            .Key("operator", Shape.FixedText)
            .Key("value", Shape.Either(Shape.Text, Shape.ListOf(Shape.Text)))
            .Key("valueType", Shape.FixedOneOf("string", "int", "float", "bool"))
            .Key("negate", Shape.Flag)
            .Key("time", Shape.Block(new BlockSchema("a time window").Key("after", Shape.FixedText).Key("before", Shape.FixedText)))
            .Key("dayOfWeek", Shape.Block(new BlockSchema("a choice of days")
                .Key("weekday", Shape.Flag).Key("weekend", Shape.Flag).Key("in", Shape.ListOf(Shape.FixedText)).Key("notIn", Shape.ListOf(Shape.FixedText))))
            .Key("cron", Shape.FixedText)
            .Key("duration", Shape.Duration)
            .NotExecuted("source", "notify");
        foreach (var shorthand in ConditionOperators.Shorthands)
            block.Key(shorthand, Shape.Either(Shape.Text, Shape.ListOf(Shape.Text)));
        return block;
    }
}
