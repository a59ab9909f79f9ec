using Orkestra.Katalog.Enrichment;
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
        .Key("crossAccess", Shape.Flag, "Whether other entries may read its custom resources. Default: true.")
        .Key("description", Shape.FixedText)
        .NoEffect("mode", Shape.FixedOneOf("dynamic", "auto", "typed"), "Every type is dynamic: none is compiled in.", "dynamic", "auto")
        .Key("apiTypes", Shape.Block(new BlockSchema("apiTypes")
            .Key("group", Shape.FixedText).Key("version", Shape.FixedText).Key("kind", Shape.FixedText).Key("plural", Shape.FixedText)
            .NoEffect("apiPath", Shape.FixedOneOf("/apis", "/api"), "The API server tells where a type is served.")
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
        .Key("dependsOn", Dependencies(), "Entries that must be started, or as the condition says, before this one begins.")
        .Key("enrichAll", Shape.Flag, "Whether everything that enrich knows is looked up. Default: false.")
        .Key("enrich", Enrichments(), "Related objects that templates read: of children, and of the custom resource.")
        .Key("labels", Shape.Labels, "Labels that custom resources themselves get.")
        .WithRules()
        .Key("admission", Shape.Block(new BlockSchema("admission").WithRules()), "Rules for custom resources, and their conversion.")
        .Key("imports", ImportLanguage.Motifs, "The older place of operatorBox.reconcile.imports.")
        .Key("normalize", BoxLanguage.Normalize, "Values that templates and conditions see in place of those that are written.");

    /// <summary>The value of <c>notes</c>.</summary>
    public static Shape Notes { get; } = Shape.Either(
        Shape.ListOf(Shape.Block(Note())),
        Shape.Block(new BlockSchema("notes").Key("functions", Shape.ListOf(Shape.Block(Note())), "The notes.").WithInclude("functions")));

    /// <summary>A whole Katalog.</summary>
    public static BlockSchema Document { get; } = Top("a Katalog").Required("spec", Shape.Block(Spec(Shape.Either(Shape.MapOf(Shape.Block(Entry)), Shape.ListOf(Shape.Block(Entry))), isRequired: true)), "The operators.");

    /// <summary>A Katalog without its entries, which are checked where they are put together with others.</summary>
    public static BlockSchema Frame { get; } = Top("a Katalog").Required("spec", Shape.Block(Spec(Shape.Anything, isRequired: true)));

    /// <summary>A whole Komposer.</summary>
    public static BlockSchema Komposer { get; } = Top("a Komposer")
        .Key("spec", Shape.Block(Spec(Shape.Either(Shape.MapOf(Shape.Block(Entry)), Shape.ListOf(Shape.Block(Entry))), isRequired: false)), "Further operators, and what counts over imported ones.")
        .Key("imports", ImportLanguage.Katalogs, "What it is composed of.")
        .Key("sources", ImportLanguage.Sources, "The older place of imports.files.")
        .Key("policy", ImportLanguage.Policy, "Which imports are refused.")
        .RequiresOneOf("imports", "sources", "spec");

    private static BlockSchema Top(string name) => new BlockSchema(name)
        .Required("apiVersion", Shape.FixedText)
        .Required("kind", Shape.FixedText)
        .Required("metadata", FileLanguage.Metadata)
        .Key("crossAccess", Shape.Flag, "Whether other entries may read its custom resources. Default: true.")
        .Key("notes", Notes)
        .Key("profiles", ProfileLanguage.Profiles, "Named presets of blocks, by class; they beat the built-in ones of their names.")
        .WithComponents();

    private static BlockSchema Spec(Shape crds, bool isRequired)
    {
        var spec = new BlockSchema("spec")
            .Key("finalizers", Names)
            .Key("imports", ImportLanguage.Motifs, "Motifs whose notes and profiles the whole file gets.");
        return isRequired ? spec.Required("crds", crds) : spec.Key("crds", crds);
    }

    /// <summary>Words, or words with conditions.</summary>
    private static Shape Enrichments()
    {
        var conditional = new BlockSchema("an enrichment");
        foreach (var target in EnrichTargets.All)
        {
            foreach (var word in target.Aliases.Prepend(target.Name))
                conditional.Key(word, Shape.Block(new BlockSchema("an enrich target").WithConditions()), "Looked up while the conditions hold.");
        }

        return Shape.ListOf(Shape.Either(Shape.FixedOneOf([.. EnrichTargets.All.Select(target => target.Name), .. EnrichTargets.All.SelectMany(target => target.Aliases)]), Shape.Block(conditional)));
    }

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
