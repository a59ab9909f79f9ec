namespace Orkestra.Katalog.Schema;

/// <summary>The keys of a Katalog file from the top down to the entries.</summary>
internal static class KatalogLanguage
{
    private static Shape Names { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>One value of <c>spec.crds</c>.</summary>
    public static BlockSchema Entry { get; } = new BlockSchema("an entry")
        .Key("name", Shape.FixedText)
        .Key("katalogName", Shape.FixedText).Key("katalogNamespace", Shape.FixedText).Key("katalogDescription", Shape.FixedText).Key("katalogVersion", Shape.FixedText)
        .Key("enabled", Shape.Flag)
        .Key("crossAccess", Shape.Flag)
        .Key("description", Shape.FixedText)
        .Key("mode", Shape.FixedOneOf("dynamic", "auto"))
        .Key("apiTypes", Shape.Block(new BlockSchema("apiTypes")
            .Key("group", Shape.FixedText).Key("version", Shape.FixedText).Key("kind", Shape.FixedText).Key("plural", Shape.FixedText)
            .Key("apiPath", Shape.FixedOneOf("/apis", "/api"))
            .NotExecuted("object", "objectList", "alias", "location")))
        .Key("crdFile", Shape.FixedText)
        .Key("crFiles", Names)
        .Key("namespaced", Shape.Flag)
        .Key("namespace", Shape.FixedText)
        .Key("labelSelector", Shape.FixedText)
        .Key("fieldSelector", Shape.FixedText)
        .Key("operatorBox", BoxLanguage.Box)
        .WithTuning()
        .WithRuntimeSettings()
        .OtherComponent("setup", "endpoints", "serve", "webhooks")
        .NotExecuted("dependsOn", "enrichAll", "enrich", "labels", "validation", "mutation", "conversion", "admission", "imports")
        .Key("normalize", BoxLanguage.Normalize, "Values that templates and conditions see in place of those that are written.");

    /// <summary>The whole document.</summary>
    public static BlockSchema Document { get; } = new BlockSchema("a Katalog")
        .Required("apiVersion", Shape.FixedText)
        .Required("kind", Shape.FixedText)
        .Required("metadata", Shape.Block(new BlockSchema("metadata")
            .Required("name", Shape.FixedText)
            .Key("namespace", Shape.FixedText).Key("clusterName", Shape.FixedText).Key("description", Shape.FixedText).Key("author", Shape.FixedText)
            .Key("license", Shape.FixedText).Key("version", Shape.FixedText).Key("tags", Names).Key("createdBy", Shape.FixedText).Key("projects", Shape.Anything)
            .Key("annotations", Shape.MapOf(Shape.FixedText))))
        .Required("spec", Shape.Block(new BlockSchema("spec")
            .Required("crds", Shape.Either(Shape.MapOf(Shape.Block(Entry)), Shape.ListOf(Shape.Block(Entry))))
            .Key("finalizers", Names)
            .NotExecuted("imports")))
        .Key("crossAccess", Shape.Flag)
        .Key("notes", Shape.Either(Shape.ListOf(Shape.Block(Note())), Shape.Block(new BlockSchema("notes").Key("functions", Shape.ListOf(Shape.Block(Note()))).NotExecuted("include"))))
        .Key("profiles", ProfileLanguage.Profiles, "Named presets of blocks, by class; they beat the built-in ones of their names.")
        .OtherComponent("lifecycle", "security", "gateway", "publish", "notification", "providers")
        .NotExecuted("policy", "imports", "sources");

    private static BlockSchema Note() => new BlockSchema("a note")
        .Required("name", Shape.FixedText)
        .Key("description", Shape.FixedText)
        .Required("expression", Shape.Text);
}
