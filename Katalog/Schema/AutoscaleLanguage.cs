namespace Orkestra.Katalog.Schema;

/// <summary><c>autoscale</c> of a workload.</summary>
internal static class AutoscaleLanguage
{
    public static BlockSchema Autoscale() => new BlockSchema("autoscale")
        .Key("min", Shape.WholeText(0, int.MaxValue), "How many pods there are at least. Default: 1.")
        .Required("max", Shape.WholeText(1, int.MaxValue), "How many pods there are at most.")
        .Key("cooldown", Shape.Duration, "How long nothing is changed after a change. Default: 0s.")
        .Key("scaleUp", Shape.Block(Step("scaleUp").Key("increment", Shape.WholeText(1, int.MaxValue), "How many pods are added.").Excludes("target", "increment")), "When there are more pods.")
        .Key("scaleDown", Shape.Block(Step("scaleDown").Key("decrement", Shape.WholeText(1, int.MaxValue), "How many pods are taken away.").Excludes("target", "decrement")), "When there are fewer pods.")
        .RequiresOneOf("scaleUp", "scaleDown");

    private static BlockSchema Step(string name) => new BlockSchema(name)
        .Required("conditions", Shape.Block(new BlockSchema("conditions").WithConditions()), "When the step is made.")
        .Key("target", Shape.WholeText(0, int.MaxValue), "How many pods there are afterwards.");
}
