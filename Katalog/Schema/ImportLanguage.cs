namespace Orkestra.Katalog.Schema;

/// <summary>How definitions name others.</summary>
internal static class ImportLanguage
{
    /// <summary>The value of <c>imports</c> of an entry, of <c>spec</c> and of a Motif.</summary>
    public static Shape Motifs { get; } = Shape.ListOf(Shape.Block(new BlockSchema("an import")
        .Key("motif", Shape.FixedText, "The Motif: a path, a URL, or name:version of the registry.")
        .Key("oci", Shape.FixedText, "The full reference of a Motif in a registry.")
        .Key("with", Shape.MapOf(Shape.Anything), "The values of its inputs; they may be templates.")
        .RequiresOneOf("motif", "oci")
        .Excludes("oci", "motif")));

    private static BlockSchema Auth { get; } = new BlockSchema("auth")
        .Key("type", Shape.FixedOneOf("bearer", "basic", "github"), "How it is sent. Default: bearer; basic takes user:password.")
        .Required("fromEnv", Shape.FixedText, "The environment variable that has the secret.");

    /// <summary>The value of <c>imports</c> of a Komposer.</summary>
    public static Shape Katalogs { get; } = Shape.Block(new BlockSchema("imports")
        .Key("registry", Shape.ListOf(Shape.Either(Shape.FixedText, Shape.Block(new BlockSchema("an import of the registry")
            .Key("url", Shape.FixedText, "name:version, or host/path@version.")
            .Key("oci", Shape.FixedText, "The full reference.")
            .Key("version", Shape.FixedText, "The version, where the reference has none.")
            .NotExecuted("katalog")
            .Key("useKomposer", Shape.Flag, "Whether its Komposer is taken in place of its Katalog. Default: false.")
            .Key("auth", Shape.Block(Auth), "What authorises the download.")
            .RequiresOneOf("url", "oci")))), "Katalogs of the registry. They come first.")
        .Key("files", Shape.ListOf(Shape.Either(Shape.FixedText, Shape.Block(new BlockSchema("an import of a file")
            .Required("url", Shape.FixedText, "The path or URL; $NAME is an environment variable that has it.")
            .Key("auth", Shape.Block(Auth), "What authorises the download.")))), "Katalogs by path or URL.")
        .Key("helm", Shape.ListOf(Shape.Block(new BlockSchema("an import of a chart")
            .Key("repo", Shape.FixedText, "The address of the repository.")
            .Key("chart", Shape.FixedText, "The name of the chart in it, or its full reference.")
            .Key("path", Shape.FixedText, "The folder of a chart beside this file; with chart the template in it that has the Katalog.")
            .Required("version", Shape.FixedText, "The version of the chart.")
            .Key("valueFiles", Shape.ListOf(Shape.FixedText), "Files with values, beside this file.")
            .Key("values", Shape.MapOf(Shape.Anything), "Values; they count over those of the files.")
            .Key("auth", Shape.Block(Auth), "What authorises the download.")
            .RequiresOneOf("chart", "path"))), "Katalogs that charts render."));

    /// <summary>The value of <c>sources</c> of the oldest Komposers.</summary>
    public static Shape Sources { get; } = Shape.Block(new BlockSchema("sources").Key("files", Shape.ListOf(Shape.FixedText), "The older place of imports.files."));

    /// <summary>The value of <c>policy</c> of a Komposer.</summary>
    public static Shape Policy { get; } = Shape.Block(new BlockSchema("policy")
        .Key("lifecycle", Shape.Block(new BlockSchema("the policy for life cycles")
            .Key("minMaturity", Shape.FixedOneOf("alpha", "beta", "stable"), "How mature imports must be at least.")), "Which imports are refused."));
}
