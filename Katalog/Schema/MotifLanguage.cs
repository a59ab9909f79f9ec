using Orkestra.Katalog.Composition;

namespace Orkestra.Katalog.Schema;

/// <summary>The keys of a <c>Motif</c>.</summary>
internal static class MotifLanguage
{
    /// <summary>The whole document.</summary>
    public static BlockSchema Document { get; } = Frame()
        .Key("resources", Shape.Block(Resources()), "Children: lists directly below it, onReconcile, onCreate and onDelete.")
        .Key("status", BoxLanguage.Status, "Fields that follow those of the entry.")
        .Key("admission", Shape.Block(new BlockSchema("admission").WithRules()), "Rules that follow those of the entry.");

    /// <summary>The document without the parts that are checked in the entry that imports them.</summary>
    public static BlockSchema ImportedDocument { get; } = Frame()
        .Key("resources", Shape.MapOf(Shape.Anything))
        .Key("status", Shape.Block(new BlockSchema("the status of a Motif").Key("fields", Shape.Anything).WithInclude("fields")))
        .Key("admission", Shape.Block(new BlockSchema("the admission of a Motif").Key("validation", Shape.Anything).Key("mutation", Shape.Anything)));

    private static BlockSchema Frame() => new BlockSchema("a Motif")
        .Required("apiVersion", Shape.FixedText, "orkestra.orkspace.io/v1.")
        .Required("kind", Shape.FixedText, "Motif.")
        .Required("metadata", FileLanguage.Metadata, "Name and description.")
        .Key("inputs", Shape.ListOf(Shape.Block(new BlockSchema("an input")
            .Required("name", Shape.FixedText, "Templates see it as .inputs.NAME.")
            .Key("description", Shape.FixedText, "For people.")
            .Key("type", Shape.FixedOneOf([.. InputTypes.Names]), "What it must be. Default: anything.")
            .Key("default", Shape.Anything, "What it is where with does not name it; may be a template.")
            .Key("enum", Shape.ListOf(Shape.FixedText), "The only values that it can have.")
            .Key("required", Shape.Flag, "Whether with must name it. Default: false."))), "What an import can set.")
        .Key("imports", ImportLanguage.Motifs, "Motifs that this one is made of; with may use .inputs.")
        .Key("profiles", ProfileLanguage.Profiles, "Profiles that the importing file gets.")
        .Key("notes", KatalogLanguage.Notes, "Notes that the importing file gets.")
        .WithComponents();

    private static BlockSchema Resources() => new BlockSchema("the resources of a Motif")
        .Including(ResourceLanguage.Hook.Blocks.Single())
        .Key("onCreate", ResourceLanguage.Hook, "Children that are made and then left alone.")
        .Key("onReconcile", ResourceLanguage.Hook, "Children that are kept as declared; lists directly below resources are the same.")
        .Key("onDelete", ResourceLanguage.QuietHook, "Objects that are made when the custom resource is deleted.");
}
