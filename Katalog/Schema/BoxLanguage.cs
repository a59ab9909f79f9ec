namespace Orkestra.Katalog.Schema;

/// <summary>The keys of <c>operatorBox</c> in all its spellings. Settings that older spellings have elsewhere are the same keys again.</summary>
internal static class BoxLanguage
{
    private static Shape Names { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>Keys of the queue.</summary>
    private static Shape Queue { get; } = Shape.Block(new BlockSchema("a queue")
        .Key("maxDepth", Shape.Whole(0, 10_000_000))
        .Key("failureThreshold", Shape.Whole(1, 1_000_000))
        .Key("type", Shape.FixedOneOf("ratelimited", "delayed"))
        .NotExecuted("shared", "behaviour", "retryBackoff"));

    /// <summary>What a changed definition may delete without being asked.</summary>
    private static Shape Prune { get; } = Shape.Block(new BlockSchema("prune").Key("maxCRs", Shape.Whole(0, 1_000_000)));

    private static Shape Status { get; } = Shape.Block(new BlockSchema("a status")
        .Key("conditions", Shape.Flag)
        .Key("fields", Shape.ListOf(Shape.Block(new BlockSchema("a status field")
            .Required("path", Shape.FixedText)
            .Required("value", Shape.Anything)
            .Key("type", Shape.FixedOneOf("auto", "string", "int", "float", "bool"))
            .Key("clearOnFalse", Shape.Flag)
            .WithConditions())))
        .NotExecuted("include"));

    /// <summary>The value of <c>operatorBox</c>: the grouped form, and the flat forms before it.</summary>
    public static Shape Box { get; } = Shape.Block(new BlockSchema("an operator box")
        .Key("default", Shape.Flag)
        .Key("observe", Shape.Block(new BlockSchema("observe").NotExecuted("include", "cross", "watch", "events")))
        .Key("preReconcile", Shape.Block(new BlockSchema("preReconcile")
            .NotExecuted("external", "sentinels", "enqueueGate", "reconcileGate", "when", "or").Renamed("anyOf", "or")))
        .Key("runtime", Shape.Block(Runtime()))
        .Key("reconcile", Shape.Block(Reconcile()))
        .Key("reconciler", Shape.Block(Reconcile()))
        .Key("emit", Shape.Block(new BlockSchema("emit").Key("status", Status).NotExecuted("events")))
        .Key("status", Status)
        .NotExecuted("cross", "watch", "events", "external", "when", "or")
        .Renamed("anyOf", "or")
        .Including(Runtime())
        .Including(Reconcile()));

    /// <summary>Settings that stand in the entry itself in the oldest spelling.</summary>
    public static BlockSchema WithTuning(this BlockSchema block) => block
        .Key("workers", Shape.Whole(1, 50))
        .Key("resync", Shape.Duration)
        .Key("queue", Queue)
        .Key("forceConflict", Shape.Flag);

    /// <summary>Settings that stand in the entry itself before the grouped form.</summary>
    public static BlockSchema WithRuntimeSettings(this BlockSchema block) => block
        .Key("removeFinalizers", Shape.Flag)
        .Key("restrictedNamespaces", Names)
        .Key("allowedNamespaces", Names)
        .Key("ignoreStatusPatch", Shape.Flag)
        .Key("ignoreObservedGeneration", Shape.Flag)
        .OtherComponent("deletionProtection");

    private static BlockSchema Runtime() => new BlockSchema("runtime")
        .WithRuntimeSettings()
        .Key("finalizers", Names)
        .NotExecuted("autoscale", "cleanup", "rollback", "rollBackOnError");

    private static BlockSchema Reconcile() => new BlockSchema("reconcile")
        .WithTuning()
        .Key("default", Shape.Flag)
        .Key("onCreate", ResourceLanguage.Hook)
        .Key("onReconcile", ResourceLanguage.Hook)
        .Key("prune", Prune)
        .NotExecuted("onDelete", "profile", "requeue", "normalize", "imports", "providers", "hooks", "constructor", "remote", "include");
}
