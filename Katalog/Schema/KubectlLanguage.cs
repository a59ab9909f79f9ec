namespace Orkestra.Katalog.Schema;

/// <summary>The keys of the calls of kubectl in an <c>E2E</c> file, by verb.</summary>
internal static class KubectlLanguage
{
    /// <summary>One call.</summary>
    public static Shape Action(string verb) => verb switch
    {
        "apply" => Shape.Either(Shape.Block(BlockSchema.Open("what is applied")
            .Key("file", Shape.FixedText, "A file with objects.")
            .Key("manifest", Shape.Anything, "An object, or the text of several; in its place the keys of one object can stand here.")), Shape.FixedText),
        "delete" => Shape.Either(Shape.Block(Object("what is deleted").Key("file", Shape.FixedText, "A file with the objects.").Key("selector", Shape.FixedText, "Labels of the objects.")), Shape.FixedText),
        "patch" => Shape.Block(Object("a patch")
            .Required("patch", Shape.Either(Shape.FixedText, Shape.MapOf(Shape.Anything), Shape.ListOf(Shape.Anything)), "The patch, as a map or as text.")
            .Key("type", Shape.FixedOneOf("merge", "strategic", "json"), "How it is merged. Default: merge, and json for a list.")
            .Key("subresource", Shape.FixedText, "The subresource that is patched, such as status.")),
        "restart" => Shape.Block(Object("what is restarted")),
        "scale" => Shape.Block(Object("what is scaled").Required("replicas", Shape.Whole(0, 1_000_000), "How many.")),
        "get" => Shape.Block(Object("what is read")
            .Key("selector", Shape.FixedText, "Labels of the objects, in place of name.")
            .Key("field", Shape.FixedText, "The value that is compared, as a JSONPath: .status.phase.")
            .Key("format", Shape.FixedText, "How the whole is printed that is compared: yaml (the default), json, name, wide, or another one of kubectl.")
            .WithQueries().WithAssertions()),
        "logs" => Shape.Block(Named("whose log is read")
            .Key("kind", Shape.FixedText, "Pod, or a kind that has pods. Default: Pod.")
            .Key("container", Shape.FixedText, "Which container.")
            .Key("selector", Shape.FixedText, "Labels of the pods.")
            .Key("since", Shape.Duration, "How far back.")
            .Key("tail", Shape.Whole(1, 1_000_000), "How many lines.")
            .WithPod().WithAssertions()),
        "describe" => Shape.Block(Object("what is described").WithAssertions()),
        "exec" => Shape.Block(Named("where a command runs")
            .Key("container", Shape.FixedText, "Which container.")
            .Required("command", Shape.Either(Shape.FixedText, Shape.ListOf(Shape.FixedText)), "The command; a text is one for sh.")
            .WithPod().WithQueries().WithAssertions()),
        "port-forward" => Shape.Block(new BlockSchema("an HTTP check")
            .Key("namespace", Shape.FixedText, "The namespace. Default: default.")
            .Key("service", Shape.FixedText, "The service that is asked.")
            .Required("port", Shape.Either(Shape.Whole(1, 65535), Shape.FixedText), "Its port.")
            .Key("path", Shape.FixedText, "The path. Default: /.")
            .Key("method", Shape.FixedText, "Default: GET.")
            .Key("headers", Shape.MapOf(Shape.FixedText), "Headers of the request.")
            .Key("body", Shape.Either(Shape.FixedText, Shape.MapOf(Shape.Anything), Shape.ListOf(Shape.Anything)), "The body; what is no text is sent as JSON.")
            .Key("wait", Shape.Duration, "How long is waited before the first try.")
            .WithPod().WithQueries().WithAssertions()),
        "events" => Shape.Block(Named("whose events are read")
            .Key("kind", Shape.FixedText, "The kind that they are about. Default: any.")
            .Key("type", Shape.FixedOneOf("Normal", "Warning"), "Only those of a type.")
            .Key("reason", Shape.FixedText, "Only those of a reason.")
            .WithAssertions()),
        "auth" => Shape.Block(new BlockSchema("a question for a right")
            .Required("verb", Shape.FixedText, "What is done: get, create, ….")
            .Required("resource", Shape.FixedText, "To what: pods, deployments.apps.")
            .Key("subresource", Shape.FixedText, "Of it.").Key("name", Shape.FixedText, "Of one object.").Key("namespace", Shape.FixedText, "Where. Default: default.")
            .Key("as", Shape.FixedText, "For whom: a user, or system:serviceaccount:NAMESPACE:NAME.")
            .Key("asGroups", Shape.ListOf(Shape.FixedText), "Groups of that user.")
            .WithAssertions()),
        "cp" => Shape.Block(Named("a copy").WithPod()
            .Key("container", Shape.FixedText, "Which container.")
            .Required("from", Shape.FixedText, "The file in the pod; its content is compared.")
            .WithQueries().WithAssertions()),
        _ => Shape.Block(Named("whose use is read").Key("kind", Shape.FixedOneOf("pod", "node", "Pod", "Node"), "Default: Pod.").Key("selector", Shape.FixedText, "Labels.").WithAssertions()),
    };

    private static BlockSchema Object(string name) => Named(name).Required("kind", Shape.FixedText, "The kind.").Key("apiVersion", Shape.FixedText, "Its group and version, where several groups have the kind.");

    private static BlockSchema Named(string name) =>
        new BlockSchema(name).Key("name", Shape.FixedText, "The name.").Key("namespace", Shape.FixedText, "The namespace. Default: default.");

    private static BlockSchema WithPod(this BlockSchema block) => block
        .Key("pod", Shape.FixedText, "The pod.")
        .Key("leaderElection", Shape.Either(
            Shape.Block(new BlockSchema("a leader").Required("lease", Shape.FixedText, "The Lease that it holds.").Key("namespace", Shape.FixedText, "The namespace of the Lease.")),
            Shape.FixedText), "The pod that holds a Lease. A lease of orkestra means the observer that the test runs.");

    private static BlockSchema WithQueries(this BlockSchema block) => block
        .Key("jq", Shape.FixedText, "The value that is compared, as a path of jq: .status.phase.")
        .Key("yq", Shape.FixedText, "The same as a path of yq.");
}
