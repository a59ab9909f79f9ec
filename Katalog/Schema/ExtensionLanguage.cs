namespace Orkestra.Katalog.Schema;

/// <summary>The keys of code that reconciles: hooks, constructors, remote reconcilers, providers.</summary>
internal static class ExtensionLanguage
{
    private static Shape Managed { get; } = Shape.ListOf(Shape.Block(new BlockSchema("a managed resource")
        .Key("apiVersion", Shape.FixedText, "group/version.")
        .Key("group", Shape.FixedText, "The API group.")
        .Key("version", Shape.FixedText, "The version.")
        .Required("kind", Shape.FixedText, "The kind.")
        .Key("plural", Shape.FixedText, "The resource name in URLs.")
        .Key("name", Shape.Text, "Only this name.")
        .Key("namespace", Shape.Text, "Only this namespace.")));

    private static Shape Paths { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>The four keys.</summary>
    public static BlockSchema WithExtensions(this BlockSchema block) => block
        .RefusedAtRun("hooks", Shape.Block(Code("hooks")
            .Key("runHooksFirst", Shape.Flag, "Whether hooks run before the children are applied. Default: false.")
            .Key("external", ExternalLanguage.Calls, "External calls that hooks read.")), "Code that runs next to the declared children.")
        .RefusedAtRun("constructor", Shape.Block(Code("a constructor")), "Code in place of the declared children.")
        .RefusedAtRun("remote", Shape.Block(Remote()), "A reconciler behind HTTP.")
        .RefusedAtRun("providers", Shape.MapOf(Shape.ListOf(Shape.Block(new BlockSchema("a provider action")
            .Required("action", Shape.FixedText, "What is done.")
            .Key("input", Shape.Anything, "With what.")))), "Actions of plug-ins, by the name of the provider.");

    private static BlockSchema Code(string name) => new BlockSchema(name)
        .Key("location", Shape.FixedText, "The module it is in.")
        .Key("version", Shape.FixedText, "The version of the module.")
        .Key("fetch", Shape.Flag, "Whether the module is fetched.")
        .Key("function", Shape.FixedText, "The function.")
        .Key("alias", Shape.FixedText, "The name of the import.")
        .Key("managedResources", Managed, "What the code writes.")
        .Key("args", Shape.MapOf(Shape.Anything), "Arguments.")
        .Renamed("resources", "managedResources");

    private static BlockSchema Remote() => new BlockSchema("a remote reconciler")
        .Key("type", Shape.FixedOneOf("http"), "How it is called. Only http.")
        .Required("endpoint", Shape.Text, "Where it is.")
        .Key("timeout", Shape.Duration, "How long at most. Default: 30s.")
        .Key("args", Shape.MapOf(Shape.Anything), "Arguments.")
        .Key("auth", ExternalLanguage.Auth, "What authorises the call.")
        .Key("managedResources", Managed, "What it may write.")
        .Key("payload", Shape.Block(new BlockSchema("a payload")
            .Key("object", Shape.Block(new BlockSchema("object").Key("exclude", Paths, "Paths that are left out.")), "The custom resource.")
            .Key("children", Shape.Block(new BlockSchema("children")
                .Key("enabled", Shape.Flag, "Whether children are sent. Default: true.")
                .Key("exclude", Paths, "Paths that are left out.")
                .Key("resources", Shape.MapOf(Shape.Block(new BlockSchema("a kind").Key("exclude", Paths, "Paths that are left out."))), "By kind.")), "Its children.")), "What is sent.")
        .Renamed("resources", "managedResources");
}
