namespace Orkestra.Katalog.Schema;

/// <summary>The keys of <c>observe</c> and <c>preReconcile</c>: what is looked at besides the custom resource, and what decides whether there is a pass.</summary>
internal static class ObserveLanguage
{
    private static Shape Sentinels { get; } = Shape.ListOf(Shape.FixedOneOf([.. Gates.Sentinels.Names]));

    /// <summary>The value of <c>observe</c>.</summary>
    public static Shape Observe { get; } = Shape.Block(new BlockSchema("observe").WithObservations().WithInclude());

    /// <summary>The value of <c>preReconcile</c>.</summary>
    public static Shape PreReconcile { get; } = Shape.Block(new BlockSchema("preReconcile")
        .Key("external", ExternalLanguage.Calls, "External calls that gates read.")
        .Key("sentinels", Sentinels, "Changes of which one must have happened.")
        .Key("enqueueGate", Shape.Block(BoxGate("an enqueue gate")), "What must hold for an event to count; asked when its pass would begin.")
        .Key("reconcileGate", Shape.Block(BoxGate("a reconcile gate").LeftOut("eventAware", Shape.Flag, "Whether sentinels work after the queue. Default: false.")), "What must hold for a pass to be made. While it does not, nothing is written and nothing deleted.")
        .WithConditions());

    /// <summary>The keys of <c>observe</c>, which the flat form has in the box itself.</summary>
    public static BlockSchema WithObservations(this BlockSchema block) => block
        .Key("cross", Shape.ListOf(Shape.Block(Cross())), "Custom resources of other entries that templates read.")
        .Key("watch", Shape.ListOf(Shape.Block(Watch())), "Other objects whose events lead to passes.")
        .Key("events", Shape.MapOf(Shape.Block(Event())), "Kubernetes events that lead to passes, by name.");

    private static BlockSchema BoxGate(string name) => new BlockSchema(name)
        .Key("external", ExternalLanguage.Calls, "External calls that the gate reads.")
        .Key("sentinels", Sentinels, "Changes of which one must have happened.")
        .Key("failPolicy", Shape.FixedOneOf("open", "closed"), "What counts when the gate cannot be asked. Default: open.")
        .WithConditions();

    private static BlockSchema Gate(string name) => new BlockSchema(name)
        .RefusedAtRun("external", ExternalLanguage.Calls, "External calls that the gate reads.")
        .Key("sentinels", Sentinels, "Changes of which one must have happened.")
        .Key("failPolicy", Shape.FixedOneOf("open", "closed"), "What counts when the gate cannot be asked. Default: open.")
        .WithConditions();

    private static BlockSchema Cross() => new BlockSchema("a cross read")
        .Key("crd", Shape.FixedText, "The name of the entry that is read.")
        .Key("labelSelector", Shape.FixedText, "Or the labels of what is read.")
        .Key("selector", Shape.Block(new BlockSchema("a selector")
            .Key("name", Shape.Text, "The name of the custom resource.")
            .Key("namespace", Shape.Text, "Its namespace.")
            .Key("matchLabels", Shape.MapOf(Shape.Text), "Or its labels.")
            .Key("strategy", Shape.FixedOneOf("all", "first"), "Whether all that match are read.")), "Which custom resource.")
        .Key("as", Shape.FixedText, "Templates see it as .cross.NAME. Default: the name of the entry.")
        .Key("source", Shape.Block(new BlockSchema("a source")
            .Key("host", Shape.FixedText, "The address of another runtime.")
            .Key("protocol", Shape.FixedOneOf("cr", "health", "metrics", "info", "events"), "What is read. Default: cr.")
            .Key("endpoint", Shape.FixedText, "The path, where it is not the usual one.")
            .Key("namespace", Shape.FixedText, "The namespace at the other runtime.")
            .Key("cacheFor", Shape.Duration, "How long an answer is used again, at least 1s. Default: 30s.")
            .Key("auth", ExternalLanguage.Auth, "What authorises the call.")
            .Renamed("type", "protocol")), "Where it is read, if not here.")
        .Renamed("labels", "labelSelector")
        .RequiresOneOf("crd", "labelSelector");

    private static BlockSchema KeyFrom() => new BlockSchema("keyFrom")
        .Key("label", Shape.FixedText, "The label that has the name of the custom resource.")
        .Key("name", Shape.FixedText, "Its fixed name.")
        .Key("namespace", Shape.FixedText, "Its fixed namespace.");

    private static BlockSchema Watch() => new BlockSchema("a watch")
        .Required("apiVersion", Shape.FixedText, "The API version of what is watched.")
        .Required("kind", Shape.FixedText, "Its kind.")
        .Key("namespace", Shape.FixedText, "Only this namespace.")
        .Key("name", Shape.FixedText, "Only this name.")
        .Key("on", On(), "Which events. Default: all.")
        .Key("keyFrom", Shape.Block(KeyFrom()), "Which custom resource it is about. Default: its owner, else all.")
        .NoEffect("index", Shape.ListOf(Shape.Block(new BlockSchema("an index").Required("name", Shape.FixedText, "The name.").Required("field", Shape.FixedText, "The field."))), "What is watched is found by its name and key already.")
        .Key("enqueueGate", Shape.Block(Gate("an enqueue gate")), "What must hold for an event to count.")
        .WithInclude();

    private static BlockSchema Event() => new BlockSchema("an observed event")
        .Key("reason", Shape.FixedText, "Its reason.")
        .Key("action", Shape.FixedText, "Its action.")
        .Key("type", Shape.FixedOneOf("Normal", "Warning"), "Its type.")
        .Key("reportingController", Shape.FixedText, "Who reported it.")
        .Key("reportingInstance", Shape.FixedText, "Which instance reported it.")
        .Key("regarding", Shape.MapOf(Shape.FixedText), "What it is about.")
        .Key("related", Shape.MapOf(Shape.FixedText), "What else it is about.")
        .Key("namespace", Shape.FixedText, "Its namespace.")
        .Key("name", Shape.FixedText, "Its name.")
        .Key("on", On(), "Which changes. Default: all.")
        .Key("keyFrom", Shape.Block(KeyFrom()), "Which custom resource it is about.")
        .Key("enqueueGate", Shape.Block(Gate("an enqueue gate")), "What must hold for it to count.")
        .WithInclude();

    private static Shape On() => Shape.ListOf(Shape.FixedOneOf("create", "update", "delete"));
}
