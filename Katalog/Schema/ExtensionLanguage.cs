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
        .Key("namespace", Shape.Text, "Only this namespace.")
        .RequiresOneOf("apiVersion", "version")
        .Needs("group", "version")
        .Excludes("apiVersion", "group", "version")));

    private static Shape Paths { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>The four keys.</summary>
    public static BlockSchema WithExtensions(this BlockSchema block) => block
        .Key("hooks", Shape.Block(Code("hooks")
            .Key("runHooksFirst", Shape.Flag, "Whether hooks are asked before the declared children are there. Default: false.")
            .Key("external", ExternalLanguage.Calls, "External calls that hooks read.")), "A C# hook next to the declared children.")
        .Key("constructor", Shape.Block(Code("a constructor")), "A C# hook that is a whole reconciler; with default: false it is the only one.")
        .Key("remote", Shape.Block(Remote()), "A reconciler behind HTTP.")
        .RefusedAtRun("providers", Shape.MapOf(Shape.ListOf(Shape.Block(new BlockSchema("a provider action")
            .Required("action", Shape.FixedText, "What is done.")
            .Key("input", Shape.Anything, "With what.")))), "Actions of plug-ins, by the name of the provider.");

    private static BlockSchema Code(string name) => new BlockSchema(name)
        .NoEffect("location", Shape.FixedText, "Hooks are found by function in the assemblies of --hooks, not in Go modules.")
        .NoEffect("version", Shape.FixedText, "The assembly in the folder of --hooks is the version that runs.")
        .NoEffect("fetch", Shape.Flag, "Nothing is fetched: assemblies are in the folder of --hooks.", "false")
        .NoEffect("alias", Shape.FixedText, "There is no Go import to name.")
        .Required("function", Shape.FixedText, "The type that implements IReconcileHook: its name, with namespace where it is not the only one, and with an assembly behind a comma.")
        .Key("timeout", Shape.Duration, "How long it may take. Default: 30s.")
        .Key("managedResources", Managed, "What the code writes.")
        .Key("args", Shape.MapOf(Shape.Anything), "What it is told; a template that gives the text of a number or truth value gives that.")
        .Renamed("resources", "managedResources");

    private static BlockSchema Remote() => new BlockSchema("a remote reconciler")
        .NoEffect("type", Shape.FixedOneOf("http"), "It is called by http, always.", "http")
        .Required("endpoint", Shape.Text, "Where it is.")
        .Key("timeout", Shape.Duration, "How long at most. Default: 30s.")
        .Key("args", Shape.MapOf(Shape.Anything), "What it is told; a template that gives the text of a number or truth value gives that.")
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
