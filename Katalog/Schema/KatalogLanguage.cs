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
        .Key("mode", Shape.FixedOneOf("dynamic", "auto", "typed"), "For files of the Go implementation; every type is dynamic here.")
        .Key("apiTypes", Shape.Block(new BlockSchema("apiTypes")
            .Key("group", Shape.FixedText).Key("version", Shape.FixedText).Key("kind", Shape.FixedText).Key("plural", Shape.FixedText)
            .Key("apiPath", Shape.FixedOneOf("/apis", "/api"))
            .LeftOut("object", Shape.FixedText, "For files of the Go implementation: a Go type.")
            .LeftOut("objectList", Shape.FixedText, "For files of the Go implementation: a Go type.")
            .LeftOut("alias", Shape.FixedText, "For files of the Go implementation: the name of an import.")
            .LeftOut("location", Shape.FixedText, "For files of the Go implementation: a Go module.")))
        .Key("crdFile", Shape.FixedText)
        .Key("crFiles", Names)
        .Key("namespaced", Shape.Flag)
        .Key("namespace", Shape.FixedText)
        .Key("labelSelector", Shape.FixedText)
        .Key("fieldSelector", Shape.FixedText)
        .Key("operatorBox", BoxLanguage.Box)
        .WithTuning()
        .WithRuntimeSettings()
        .OtherComponent("setup", FileLanguage.Setup, "What must be there first; dev mode and end-to-end tests apply it.")
        .OtherComponent("endpoints", ComponentLanguage.Endpoints, "What the live API shows.")
        .OtherComponent("serve", ComponentLanguage.Serve, "Self-service forms of the gateway.")
        .LeftOut("dependsOn", Dependencies(), "Entries that must be started or healthy before this one.")
        .RefusedAtRun("enrichAll", Shape.Flag, "Whether all related objects are looked up.")
        .RefusedAtRun("enrich", Shape.ListOf(Shape.Either(Shape.FixedText, Shape.MapOf(Shape.Block(new BlockSchema("an enrich target").WithConditions())))), "Related objects that templates read.")
        .RefusedAtRun("labels", Shape.Labels, "Labels that custom resources themselves get.")
        .WithRules()
        .Key("admission", Shape.Block(new BlockSchema("admission").WithRules()), "Rules for custom resources, and their conversion.")
        .NotExecuted("imports")
        .Key("normalize", BoxLanguage.Normalize, "Values that templates and conditions see in place of those that are written.");

    /// <summary>The whole document.</summary>
    public static BlockSchema Document { get; } = new BlockSchema("a Katalog")
        .Required("apiVersion", Shape.FixedText)
        .Required("kind", Shape.FixedText)
        .Required("metadata", FileLanguage.Metadata)
        .Required("spec", Shape.Block(new BlockSchema("spec")
            .Required("crds", Shape.Either(Shape.MapOf(Shape.Block(Entry)), Shape.ListOf(Shape.Block(Entry))))
            .Key("finalizers", Names)
            .NotExecuted("imports")))
        .Key("crossAccess", Shape.Flag)
        .Key("notes", Shape.Either(Shape.ListOf(Shape.Block(Note())), Shape.Block(new BlockSchema("notes").Key("functions", Shape.ListOf(Shape.Block(Note()))).NotExecuted("include"))))
        .Key("profiles", ProfileLanguage.Profiles, "Named presets of blocks, by class; they beat the built-in ones of their names.")
        .WithComponents()
        .NotExecuted("policy", "imports", "sources");

    private static Shape Dependencies()
    {
        var condition = Shape.FixedOneOf("started", "healthy", "pending", "ready", "degraded", "deleted");
        return Shape.Either(
            Shape.ListOf(Shape.FixedText),
            Shape.MapOf(Shape.Either(condition, Shape.Block(new BlockSchema("a dependency").Key("condition", condition, "What must be true of it. Default: started.")))));
    }

    private static BlockSchema Note() => new BlockSchema("a note")
        .Required("name", Shape.FixedText)
        .Key("description", Shape.FixedText)
        .Required("expression", Shape.Text);
}
