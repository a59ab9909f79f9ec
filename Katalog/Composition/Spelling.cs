using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Where older versions have the settings of an entry, and where they are now. Definitions can be put together only in one spelling.</summary>
internal static class Spelling
{
    private const string Box = "operatorBox";
    private static readonly string[] Tuning = ["workers", "resync", "queue", "forceConflict", "normalize", "imports"];
    private static readonly string[] Reconcile = ["default", "onCreate", "onReconcile", "onDelete", "prune", "profile", "requeue", "providers", "hooks", "constructor", "remote"];
    private static readonly string[] Runtime = ["removeFinalizers", "restrictedNamespaces", "allowedNamespaces", "ignoreStatusPatch", "ignoreObservedGeneration", "deletionProtection"];
    private static readonly string[] BoxRuntime = ["finalizers", "autoscale", "cleanup", "rollback", "rollBackOnError"];
    private static readonly string[] Observe = ["cross", "watch", "events"];
    private static readonly string[] Admission = ["validation", "mutation", "conversion", "webhooks"];

    /// <summary>Every older place, from the entry. Of several older places of one setting the nearer to the present one comes first.</summary>
    public static IReadOnlyList<SpellingMove> Moves { get; } =
    [
        .. Tuning.Concat(Reconcile).Append("include").Select(key => new SpellingMove([Box, "reconciler", key], [Box, "reconcile", key])),
        .. Tuning.Concat(Reconcile).Select(key => new SpellingMove([Box, key], [Box, "reconcile", key])),
        .. Tuning.Select(key => new SpellingMove([key], [Box, "reconcile", key])),
        .. Runtime.Concat(BoxRuntime).Select(key => new SpellingMove([Box, key], [Box, "runtime", key])),
        .. Runtime.Select(key => new SpellingMove([key], [Box, "runtime", key])),
        .. Observe.Select(key => new SpellingMove([Box, key], [Box, "observe", key])),
        .. Admission.Select(key => new SpellingMove([key], ["admission", key])),
        new([Box, "external"], [Box, "reconcile", "onReconcile", "external"]),
        new([Box, "status"], [Box, "emit", "status"]),
        new([Box, "when"], [Box, "preReconcile", "when"]),
        new([Box, "or"], [Box, "preReconcile", "or"]),
    ];

    /// <summary>The moves that an entry asks for: what is at an older place, and not at the present one.</summary>
    public static IEnumerable<SpellingMove> MovesOf(MapNode entry)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var move in Moves)
        {
            if (NodeMerge.Find(entry, move.Old) is null || NodeMerge.Find(entry, move.Now) is not null || IsIgnored(entry, move) || !HasRoom(entry, move))
                continue;
            if (taken.Add(string.Join('.', move.Now)))
                yield return move;
        }
    }

    /// <summary>The entry with every setting where it is now. Of a setting that is given twice the older one stays, and is refused where it is read.</summary>
    public static MapNode Upgrade(MapNode entry)
    {
        foreach (var move in MovesOf(entry).ToList())
            entry = NodeMerge.With(NodeMerge.Without(entry, move.Old), move.Now, NodeMerge.Find(entry, move.Old)!);
        return entry;
    }

    /// <summary>What is on the way to the present place must be able to hold it. External calls stay where they are when the hook has some as well, or conditions, which would count for them.</summary>
    private static bool HasRoom(MapNode entry, SpellingMove move)
    {
        for (var length = 1; length < move.Now.Length; length++)
        {
            if (NodeMerge.Find(entry, move.Now.AsSpan(0, length)) is { IsNull: false } and not MapNode)
                return false;
        }

        if (move.Old is not [Box, "external"])
            return true;
        var hook = NodeMerge.Find(entry, Box, "reconcile", "onReconcile") ?? NodeMerge.Find(entry, Box, "onReconcile") ?? NodeMerge.Find(entry, Box, "reconciler", "onReconcile");
        return hook is null || (hook is MapNode map && !map.Has("external") && !map.Has("when") && !map.Has("or") && !map.Has("anyOf"));
    }

    /// <summary>The older gate of the box does not count beside the newer one.</summary>
    private static bool IsIgnored(MapNode entry, SpellingMove move) =>
        move.Old is [Box, "when" or "or"] && (NodeMerge.Find(entry, Box, "preReconcile", "when") ?? NodeMerge.Find(entry, Box, "preReconcile", "or")) is not null;
}
