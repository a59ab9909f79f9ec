namespace Orkestra.Katalog.Schema;

/// <summary>The keys of an <c>E2E</c> file.</summary>
internal static class E2ELanguage
{
    private static readonly string[] Verbs =
    [
        "apply", "patch", "restart", "scale", "delete", "get", "logs", "describe", "exec", "port-forward", "events", "auth", "cp", "top",
    ];

    private static Shape Paths { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>What kubectl verbs are called, in the order in which a step runs them: those that change something first.</summary>
    public static IReadOnlyList<string> KubectlVerbs => Verbs;

    /// <summary>The keys of assertions.</summary>
    public static IReadOnlyList<string> Assertions { get; } =
    [
        "equals", "notEquals", "oneOf", "notOneOf", "outputContains", "outputNotContains", "regex", "greaterThan", "lessThan", "greaterThanOrEqual", "lessThanOrEqual",
        "between", "notBetween", "exists", "notExists",
    ];

    /// <summary>The whole document.</summary>
    public static BlockSchema Document { get; } = new BlockSchema("an E2E")
        .Required("apiVersion", Shape.FixedText, "orkestra.orkspace.io/v1.")
        .Required("kind", Shape.FixedText, "E2E.")
        .Required("metadata", FileLanguage.Metadata, "Name and description of the test.")
        .Key("spec", Shape.Block(Spec()), "What is run, and what is expected.")
        .Key("imports", Shape.ListOf(Shape.Either(Shape.FixedText, Shape.Block(new BlockSchema("an import")
            .Required("path", Shape.FixedText, "The other E2E file.")
            .Key("freshCluster", Shape.Flag, "Whether it gets a cluster of its own. Default: false.")))), "Other E2E files that are run with this one.")
        .RequiresOneOf("spec", "imports");

    private static BlockSchema Spec() => new BlockSchema("the spec of an E2E")
        .Required("katalog", Shape.FixedText, "The Katalog or Komposer that is run.")
        .Key("crd", Shape.FixedText, "A CustomResourceDefinition that is applied first.").Key("crdFiles", Paths, "More of them.")
        .Key("cr", Shape.FixedText, "A file with custom resources.").Key("crFiles", Paths, "More of them.")
        .Key("cluster", Shape.Block(new BlockSchema("a cluster")
            .Key("provider", Shape.FixedOneOf("kind", "existing"), "Where the cluster comes from. Default: kind.")
            .Key("name", Shape.FixedText, "Its name. Default: ork-e2e.")
            .Key("reuse", Shape.Flag, "Whether it is kept and used again. Default: false.")), "The cluster.")
        .Key("custom", Shape.Block(new BlockSchema("custom").Key("target", Shape.FixedOneOf("kubernetes"), "What is tested in place of this operator.")), "For tests of other operators.")
        .Key("setup", FileLanguage.Setup, "What must be there first.")
        .Key("notes", KatalogLanguage.Notes, "Functions for the conditions of steps.")
        .Key("expect", Shape.ListOf(Shape.Block(Step())), "The steps, in order.")
        .Key("onFailure", OnFailure(), "What is shown when a step fails.");

    private static BlockSchema Step() => new BlockSchema("a step")
        .Required("name", Shape.FixedText, "What the step proves.")
        .Key("after", Shape.FixedOneOf("cr-applied", "cr-deleted"), "When it begins. Default: cr-applied.")
        .Key("timeout", Shape.Duration, "How long at most. Default: 60s.")
        .Key("wait", Shape.Duration, "How long is waited first.")
        .Key("resources", Shape.ListOf(Shape.Block(new BlockSchema("an expected object")
            .Required("kind", Shape.FixedText, "Its kind.").Key("name", Shape.FixedText, "Its name. Default: any.").Key("namespace", Shape.FixedText, "Its namespace.")
            .Key("ready", Shape.Flag, "Whether it must be ready.").Key("count", Shape.Whole(0, 1_000_000), "How many there must be. Default: at least one."))), "Objects that must be there.")
        .Key("commands", Commands(), "Commands of the shell.")
        .Key("kubectl", Kubectl(), "Changes and questions.")
        .Key("onFailure", OnFailure(), "What is shown when the step fails.")
        .WithInclude()
        .WithConditions();

    private static Shape OnFailure() => Shape.Block(new BlockSchema("onFailure").Key("kubectl", Kubectl(), "Questions.").Key("commands", Commands(), "Commands."));

    private static Shape Commands() => Shape.ListOf(Shape.Block(new BlockSchema("a command")
        .Required("run", Shape.FixedText, "The command.")
        .Key("exitCode", Shape.Whole(0, 255), "With what it must end. Default: 0.")
        .WithAssertions()));

    private static Shape Kubectl()
    {
        var block = new BlockSchema("kubectl");
        foreach (var verb in Verbs)
            block.Key(verb, Shape.ListOf(KubectlLanguage.Action(verb)), $"Calls of kubectl {verb}.");
        return Shape.Block(block);
    }

    /// <summary>The keys that compare an answer.</summary>
    public static BlockSchema WithAssertions(this BlockSchema block)
    {
        foreach (var assertion in Assertions)
            block.Key(assertion, Shape.Either(Shape.Text, Shape.ListOf(Shape.Text)), $"What the answer must be: {assertion}.");
        return block;
    }
}
