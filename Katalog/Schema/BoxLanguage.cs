namespace Orkestra.Katalog.Schema;

/// <summary>The keys of <c>operatorBox</c> in all its spellings. Settings that older spellings have elsewhere are the same keys again.</summary>
internal static class BoxLanguage
{
    private static Shape Names { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>Keys of the queue.</summary>
    private static Shape Queue { get; } = Shape.Block(new BlockSchema("a queue")
        .Key("maxDepth", Shape.Whole(0, 10_000_000), "How many keys may wait before behaviour begins; 0: as many as there are. A queue holds each custom resource once.")
        .Key("failureThreshold", Shape.Whole(1, 1_000_000), "Failures in a row after which the box counts as degraded. Default: 5.")
        .Key("type", Shape.FixedOneOf("ratelimited", "delayed"), "For files of the Go implementation; every queue is both.")
        .LeftOut("shared", Shape.Flag, "For files of the Go implementation; every box has its own queue.")
        .Key("behaviour", Shape.Block(new BlockSchema("behaviour")
            .Key("onLimit", Shape.Block(Defer("onLimit")), "What waits beside a queue that has maxDepth keys.")
            .Key("onThreshold", Shape.Block(Defer("onThreshold").Required("value", Shape.Whole(1, 100), "At how many percent of maxDepth.")), "What waits beside a queue that has a share of them.")), "Which custom resources wait beside a deep queue until it is less deep. Deletions and changes by users never do.")
        .Key("retryBackoff", ExternalLanguage.RetryBackoff, "How failing custom resources are tried again. After maxAttempts they are parked: tried at a long interval, for ever.")
        .Needs("behaviour", "maxDepth"));

    /// <summary>What a changed definition may delete without being asked.</summary>
    private static Shape Prune { get; } = Shape.Block(new BlockSchema("prune").Key("maxCRs", Shape.Whole(0, 1_000_000), "In how many custom resources it may delete children; more are held until somebody accepts them. Default: 10."));

    /// <summary>The value of <c>status</c>.</summary>
    public static Shape Status { get; } = Shape.Block(new BlockSchema("a status")
        .Key("conditions", Shape.Flag, "Whether Reconciled, Ready and the others are written. Default: true.")
        .Key("fields", Shape.ListOf(Shape.Block(new BlockSchema("a status field")
            .Required("path", Shape.FixedText, "Where it is written: a dot path below status.")
            .Required("value", Shape.Anything, "What is written. Nothing clears the field.")
            .Key("type", Shape.FixedOneOf("auto", "string", "int", "float", "bool"), "The type of the value. Default: that of the schema of the CRD, else auto, which guesses.")
            .Key("clearOnFalse", Shape.Flag, "Whether the field goes when its conditions do not hold. Default: false.")
            .WithConditions())), "The fields, in order: of several for one path the last one whose conditions hold counts.")
        .WithInclude("fields"));

    /// <summary>The value of <c>normalize</c>.</summary>
    public static Shape Normalize { get; } = Shape.Block(new BlockSchema("normalize")
        .Key("audit", Shape.Flag, "Whether ._normalizeChanges tells what became of which value. Default: false.")
        .Key("spec", Shape.MapOf(Shape.Anything), "Values by their dot path below spec. Every template sees the custom resource as it is written."));

    /// <summary>The value of <c>operatorBox</c>: the grouped form, and the flat forms before it.</summary>
    public static Shape Box { get; } = Shape.Block(new BlockSchema("an operator box")
        .Key("default", Shape.Flag, "Whether the declarative reconciler runs the box. Only true is possible.")
        .Key("observe", ObserveLanguage.Observe, "What is looked at besides the custom resource.")
        .Key("preReconcile", ObserveLanguage.PreReconcile, "What decides whether there is a pass.")
        .Key("runtime", Shape.Block(Runtime()), "How the box runs.")
        .Key("reconcile", Shape.Block(Reconcile()), "What a pass does.")
        .Key("reconciler", Shape.Block(Reconcile()), "The older name of reconcile.")
        .Key("emit", Shape.Block(new BlockSchema("emit").Key("status", Status, "What the status shows.").Key("events", Shape.MapOf(Shape.Block(Event())), "Kubernetes events that passes write, by name.")), "What the box tells.")
        .Key("status", Status, "The older place of emit.status.")
        .WithObservations()
        .Key("external", ExternalLanguage.Calls, "The older place of external calls.")
        .WithConditions()
        .Including(Runtime())
        .Including(Reconcile()));

    /// <summary>Settings that stand in the entry itself in the oldest spelling.</summary>
    public static BlockSchema WithTuning(this BlockSchema block) => block
        .Key("workers", Shape.Whole(1, 50), "How many passes may run at once. Default: 3.")
        .Key("resync", Shape.Duration, "How often a custom resource is looked at that time can change. Default: 30s.")
        .Key("queue", Queue, "The queue of the box.")
        .Key("forceConflict", Shape.Flag, "Whether applies take fields over from other managers. Default: true.");

    /// <summary>Settings that stand in the entry itself before the grouped form.</summary>
    public static BlockSchema WithRuntimeSettings(this BlockSchema block) => block
        .Key("removeFinalizers", Shape.Flag, "Whether every finalizer goes when a custom resource is deleted. A help for tests. Default: false.")
        .Key("restrictedNamespaces", Names, "Namespaces in which there may be no custom resources and children.")
        .Key("allowedNamespaces", Names, "The only namespaces in which there may be custom resources and children. Default: all.")
        .Key("ignoreStatusPatch", Shape.Flag, "Whether no status is written. Default: false.")
        .Key("ignoreObservedGeneration", Shape.Flag, "Whether status.observedGeneration is not written. Default: false.")
        .OtherComponent("deletionProtection", ComponentLanguage.EntryProtection, "Whether the CRD and its custom resources can be deleted.");

    private static BlockSchema Event() => new BlockSchema("an event")
        .Key("type", Shape.FixedOneOf("Normal", "Warning"), "Normal (default) or Warning.")
        .Required("reason", Shape.Text, "Why, in CamelCase.")
        .Required("message", Shape.Text, "What is told.")
        .Key("on", Shape.ListOf(Shape.FixedOneOf("always", "success", "failure")), "After which passes. Default: always.")
        .WithConditions();

    private static BlockSchema Runtime() => new BlockSchema("runtime")
        .WithRuntimeSettings()
        .Key("finalizers", Names, "Finalizers that custom resources get besides our own.")
        .Key("cleanup", Shape.Block(new BlockSchema("cleanup")
            .Key("deleteAfter", Shape.Duration, "How long the conditions must have held; without conditions the age of the custom resource.")
            .WithConditions()
            .RequiresOneOf("deleteAfter", "when", "or")), "When the custom resource is deleted by itself.")
        .Key("autoscale", Shape.Block(WorkerAutoscale()), "How the number of workers changes by conditions.")
        .Key("rollback", Shape.Block(Rollback()), "What happens after failures.")
        .Key("rollBackOnError", Shape.Either(Shape.Flag, Shape.Block(Rollback())), "The older form of rollback; true: after three failures in a row.")
        .Older("rollBackOnError", new OlderKey("rollback", value => value.Value is true ? "{ trigger: { consecutiveFailures: 3 } }" : null));

    private static BlockSchema Reconcile() => new BlockSchema("reconcile")
        .WithTuning()
        .Key("default", Shape.Flag, "Whether the declarative reconciler runs the box. Only true is possible.")
        .Key("onCreate", ResourceLanguage.Hook, "Children that are made and then left alone, unless they say reconcile: true.")
        .Key("onReconcile", ResourceLanguage.Hook, "Children that are kept as declared.")
        .Key("prune", Prune, "What a changed definition may delete without being asked.")
        .Key("normalize", Normalize, "Values that templates and conditions see in place of those that are written.")
        .Key("profile", Shape.FixedText, "The name of a reconciler profile, in place of workers, resync and queue.")
        .Key("onDelete", Shape.Block(Deletion()), "What happens when the custom resource is deleted: objects that are made, and groups of children that go one after the other.")
        .Key("requeue", Shape.Block(new BlockSchema("requeue").Required("after", Shape.Text, "After how long; at least 1s.").WithConditions()), "When a custom resource whose pass succeeded is looked at again.")
        .WithExtensions()
        .Key("imports", ImportLanguage.Motifs, "Motifs whose children, status fields and rules follow those of the entry.")
        .WithInclude();

    private static BlockSchema Deletion() => new BlockSchema("onDelete")
        .Key("ordered", Shape.Flag, "Whether children are deleted group by group; without groups each entry is one, the last applied first. Default: true where there are groups.")
        .Key("timeout", Shape.Duration, "After how long something must be wrong: the status says what is waited for. Default: 5m.")
        .Key("groups", Shape.ListOf(Shape.Block(ResourceLanguage.Names("a deletion group").Key("name", Shape.FixedText, "For people.").WithConditions())), "The groups, in order. The conditions of a group are waited for.")
        .Including(ResourceLanguage.QuietHook.Blocks.Single());

    private static BlockSchema Defer(string name) => new BlockSchema(name)
        .Key("drop", Shape.Flag, "Whether custom resources whose conditions hold wait. None is ever lost. Default: true.")
        .WithConditions();

    private static BlockSchema WorkerAutoscale() => new BlockSchema("autoscale of workers")
        .Key("interval", Shape.Duration, "How often it is looked. Default: 15s.")
        .Key("cooldown", Shape.Duration, "How long the conditions must not hold before the old values come back. Default: 2m.")
        .Key("conditions", Shape.Block(new BlockSchema("conditions").WithConditions()), "When the box is scaled.")
        .Required("do", Shape.Block(new BlockSchema("what is done")
            .Key("workers", Shape.Whole(1, 50), "How many workers there are then.")
            .Key("queueDepth", Shape.Whole(0, 10_000_000), "How many keys the queue holds then.")
            .Key("resync", Shape.Duration, "How often custom resources are looked at then.")), "What is changed.");

    private static BlockSchema Rollback() => new BlockSchema("rollback")
        .Key("trigger", Shape.Block(new BlockSchema("a trigger").Key("consecutiveFailures", Shape.Whole(1, 1_000_000), "After how many failures in a row. Default: 3.").Key("withinDuration", Shape.Duration, "In what time.")), "When it is rolled back.")
        .Key("onRollback", ResourceLanguage.QuietHook, "What is made then, from .previous.spec. Default: the children, from the last spec that worked.");
}
