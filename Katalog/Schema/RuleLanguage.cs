namespace Orkestra.Katalog.Schema;

/// <summary>The keys of validation, mutation, conversion and webhooks, below <c>admission</c> or in the entry itself.</summary>
internal static class RuleLanguage
{
    private static Shape Fires { get; } = Shape.Block(new BlockSchema("fires").Key("reconcile", Shape.Flag, "Whether the rule counts in passes, too. Default: true."));

    private static Shape Validation { get; } = Shape.Block(new BlockSchema("validation")
        .Key("rules", Shape.ListOf(Shape.Block(ValidationRule())), "The rules; all violations are told together.")
        .Key("external", ExternalLanguage.Calls, "External calls that rules read.")
        .WithInclude("rules"));

    private static Shape Mutation { get; } = Shape.Block(new BlockSchema("mutation")
        .NoEffect("mutateFirst", Shape.Flag, "Mutation always comes before validation.", "true")
        .Key("rules", Shape.ListOf(Shape.Block(MutationRule())), "The rules, in order.")
        .Key("external", ExternalLanguage.Calls, "External calls that rules read.")
        .WithInclude("rules"));

    private static Shape Conversion { get; } = Shape.Block(new BlockSchema("conversion")
        .Key("storageVersion", Shape.FixedText, "The version in which the API server stores.")
        .Key("updateCRD", Shape.Flag, "Whether the gateway writes the conversion clause of the CRD.")
        .Key("participant", Shape.Flag, "Whether this entry is only the other version: it shows statistics and reconciles nothing.")
        .Key("examples", Shape.ListOf(Shape.MapOf(Shape.Anything)), "Custom resources that must come back from a round trip unchanged.")
        .Key("lossless", Shape.Flag, "Whether round trips are proved when the file is loaded. Default: true.")
        .Key("paths", Shape.ListOf(Shape.Block(new BlockSchema("a conversion path")
            .Required("from", Shape.FixedText, "The version that is given.")
            .Required("to", Shape.FixedText, "The version that is wanted.")
            .Required("spec", Shape.MapOf(Shape.Anything), "The fields of the spec in the wanted version."))), "One for each direction."));

    /// <summary>The four keys.</summary>
    public static BlockSchema WithRules(this BlockSchema block) => block
        .Key("validation", Validation, "Rules that a custom resource must obey.")
        .Key("mutation", Mutation, "Values that custom resources get by default or always.")
        .OtherComponent("conversion", Conversion, "How versions of the custom resource become each other; the gateway answers.")
        .OtherComponent("webhooks", Shape.Block(new BlockSchema("webhooks")
            .Key("validation", Shape.Flag, "Whether rules are asked at admission.")
            .Key("mutation", Shape.Flag, "Whether mutations are made at admission.")
            .Key("operations", Shape.ListOf(Shape.FixedOneOf("CREATE", "UPDATE")), "At which operations. Default: both.")), "Which webhooks the gateway registers.");

    private static BlockSchema ValidationRule() => new BlockSchema("a validation rule")
        .WithComparison()
        .Key("message", Shape.Text, "What the user is told.")
        .Key("action", Shape.FixedOneOf("deny", "warn"), "Whether a violation denies or only warns. Default: deny.")
        .Key("fires", Fires, "Where the rule counts.")
        .Key("link", Shape.FixedText, "Where more is written about the rule.")
        .WithConditions();

    private static BlockSchema MutationRule() => new BlockSchema("a mutation rule")
        .Required("field", Shape.FixedText, "The field that is set, by its dot path.")
        .Key("default", Shape.Anything, "What it gets when it is absent or empty.")
        .Key("override", Shape.Anything, "What it always gets.")
        .Key("valueType", Shape.FixedOneOf("string", "int", "float", "bool"), "The type of the value. Default: as it is written.")
        .Key("fires", Fires, "Where the rule counts.")
        .WithConditions()
        .RequiresOneOf("default", "override")
        .Excludes("override", "default");
}
