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
        block
            .Key("when", Conditions, "Conditions that must all hold.")
            .Key("or", Conditions, "Conditions of which one must hold.")
            .Renamed("anyOf", "or");

    private static BlockSchema Condition()
    {
        return new BlockSchema("a condition")
            .WithComparison()
            .Key("time", Shape.Block(new BlockSchema("a time window").Key("after", Shape.FixedText, "HH:MM in UTC, included.").Key("before", Shape.FixedText, "HH:MM in UTC, not included.")), "A time of the day.")
            .Key("dayOfWeek", Shape.Block(new BlockSchema("a choice of days")
                .Key("weekday", Shape.Flag, "Monday to Friday.")
                .Key("weekend", Shape.Flag, "Saturday and Sunday.")
                .Key("in", Shape.ListOf(Shape.FixedText), "Days by name or number; 0 is Sunday.")
                .Key("notIn", Shape.ListOf(Shape.FixedText), "All days but these.")), "Days of the week, in UTC.")
            .Key("cron", Shape.FixedText, "Moments from which on the condition holds for duration.")
            .Key("duration", Shape.Duration, "How long it holds after a moment of cron. Default: 60s.")
            .RefusedAtRun("source", Shape.Either(Shape.FixedText, Shape.MapOf(Shape.Anything)), "Where a cross.… field is read when it is not of this runtime: host and crd, or endpoint.")
            .OtherComponent("notify", Shape.Block(new BlockSchema("notify").Key("teams", Shape.ListOf(Shape.FixedText), "Who is told.").Key("message", Shape.Text, "What they are told.")), "Who is told when the condition holds.");
    }

    /// <summary>What a condition compares, with every operator.</summary>
    public static BlockSchema WithComparison(this BlockSchema block)
    {
        block
            .Key("field", Shape.Text, "What is looked at: a dot path such as spec.tier, or a template.")
            .Key("operator", Shape.FixedText, "How it is compared with value; exists and notExists need none.")
            .Key("value", Shape.Either(Shape.Text, Shape.ListOf(Shape.Text)), "What it is compared with.")
            .Key("valueType", Shape.FixedOneOf("string", "int", "float", "bool"), "As what both are compared. Default: numbers where both are numbers, else texts.")
            .Key("negate", Shape.Flag, "Whether the outcome is turned round. Default: false.");
        foreach (var shorthand in ConditionOperators.Shorthands)
            block.Key(shorthand, Shape.Either(Shape.Text, Shape.ListOf(Shape.Text)), $"Short for operator: {shorthand} with this value.");
        return block;
    }
}
