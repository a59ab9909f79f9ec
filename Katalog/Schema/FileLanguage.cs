namespace Orkestra.Katalog.Schema;

/// <summary>What files of every kind have.</summary>
internal static class FileLanguage
{
    /// <summary>The value of <c>metadata</c>.</summary>
    public static Shape Metadata { get; } = Shape.Block(new BlockSchema("metadata")
        .Required("name", Shape.FixedText, "The name of the definition; of a pattern when it is published.")
        .Key("namespace", Shape.FixedText, "A tenant to group definitions by; no Kubernetes namespace. Default: default.")
        .Key("clusterName", Shape.FixedText, "What views call the cluster.")
        .Key("description", Shape.FixedText, "For people.")
        .Key("author", Shape.FixedText, "Who wrote it.")
        .Key("license", Shape.FixedText, "Under which licence it may be used.")
        .Key("version", Shape.FixedText, "A semantic version; the tag when it is published.")
        .Key("tags", Shape.ListOf(Shape.FixedText), "Words to find it by.")
        .Key("createdBy", Shape.FixedOneOf("operator", "orkdoctor"), "What made the file.")
        .Key("projects", Shape.Anything, "Free grouping.")
        .Key("annotations", Shape.MapOf(Shape.FixedText), "Answers to the operator, such as orkestra.orkspace.io/accept-prune."));

    /// <summary>The value of <c>setup</c>: files to apply, or also what to wait for and charts to install.</summary>
    public static Shape Setup { get; } = Shape.Either(
        Shape.ListOf(Shape.FixedText),
        Shape.Block(new BlockSchema("setup")
            .Key("apply", Shape.ListOf(Shape.FixedText), "Files that are applied first, in order.")
            .Key("wait", Shape.ListOf(Shape.Block(new BlockSchema("what is waited for")
                .Required("kind", Shape.FixedText, "The kind of the object.")
                .Required("name", Shape.FixedText, "Its name.")
                .Key("namespace", Shape.FixedText, "Its namespace. Default: default.")
                .Key("timeout", Shape.Duration, "How long at most. Default: 60s."))), "Objects that must be ready before anything else.")
            .Key("helm", Shape.Either(Shape.ListOf(Shape.Block(Chart())), Shape.Block(Chart())), "Charts that are installed first.")));

    private static BlockSchema Chart() => new BlockSchema("a chart")
        .Key("name", Shape.FixedText, "The name of the release.")
        .Key("namespace", Shape.FixedText, "Where it is installed.")
        .Key("repo", Shape.FixedText, "The address of the repository.")
        .Key("chart", Shape.FixedText, "The name of the chart, or a path.")
        .Key("version", Shape.FixedText, "The version of the chart.")
        .Key("valueFiles", Shape.ListOf(Shape.FixedText), "Files with values.")
        .Key("values", Shape.MapOf(Shape.Anything), "Values.");
}
