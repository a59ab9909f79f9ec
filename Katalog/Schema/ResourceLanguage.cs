using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Schema;

/// <summary>The keys of <c>onCreate</c> and <c>onReconcile</c>, and of the entries in their lists.</summary>
internal static class ResourceLanguage
{
    private static readonly Dictionary<string, BlockSchema> Entries = All().ToDictionary(each => each.Key, each => each.Entry, StringComparer.Ordinal);

    /// <summary>The value of <c>onCreate</c> and <c>onReconcile</c>.</summary>
    public static Shape Hook { get; } = Shape.Block(HookBlock());

    /// <summary>A hook in which nothing is asked of the outside.</summary>
    public static Shape QuietHook { get; } = Shape.Block(new BlockSchema("a hook").NotExecuted("external").Including(Hook.Blocks.Single()));

    /// <summary>The entries of a list, by the key of the list.</summary>
    public static BlockSchema Entry(string key) => Entries[key];

    /// <summary>The keys that every entry has.</summary>
    public static BlockSchema Common(BlockSchema block) => block
        .WithConditions()
        .Key("reconcile", Shape.Flag, "Whether the child is kept as declared. Default: true under onReconcile, false under onCreate, where it is only made.")
        .Key("forceConflict", Shape.Flag, "Whether fields of other managers are taken over. Default: that of the box, which is true.")
        .Key("prune", Shape.Flag, "Whether the child goes when the entry is switched off, whatever its kind. Default: false.")
        .Key("adopt", Shape.Flag, "Whether an object of that name that somebody else made is taken over. Default: false.")
        .Key("forEach", ForEach(), "Makes one child for each element of a list or map.")
        .Key("deletionPolicy", Shape.FixedOneOf("delete", "orphan", "retain"), "What becomes of the child when the custom resource is deleted: it goes (delete, the default), stays without anything of ours (orphan), or stays as it is and is taken back later (retain).")
        .Key("sleep", Shape.Duration, "How long each change of this child is put off; to try things out.");

    /// <summary>An entry of a short form.</summary>
    public static BlockSchema Short(string name) => Common(new BlockSchema(name))
        .Key("name", Shape.Text, "The name of the child. Default: that of the custom resource with an ending for the kind.")
        .Key("namespace", Shape.Text, "The namespace of the child. Default: that of the custom resource.")
        .Key("labels", Shape.Labels, "Labels of the child.")
        .Key("annotations", Shape.Labels, "Annotations of the child.");

    private static IEnumerable<(string Key, BlockSchema Entry)> All() =>
    [
        ("secrets", DataLanguage.Secret()),
        ("configMaps", DataLanguage.ConfigMap()),
        ("serviceAccounts", DataLanguage.ServiceAccount()),
        ("services", DataLanguage.Service()),
        ("custom", ObjectLanguage.Custom()),
        ("resources", ObjectLanguage.Native()),
        .. WorkloadLanguage.All(),
        .. ResourceShapes.NativeKinds.Select(kind => (kind.Key, KindLanguage.Entry(kind))),
    ];

    /// <summary>A list for each kind, of children that are named and not described.</summary>
    public static BlockSchema Names(string name)
    {
        var block = new BlockSchema(name);
        foreach (var (key, _) in ResourceShapes.InApplyOrder)
            block.Key(key, Shape.ListOf(Shape.Block(key is "custom" or "resources" ? NamedObject() : Named())), "A list of names.");
        return block;
    }

    private static BlockSchema Named() => new BlockSchema("a named child")
        .WithConditions()
        .Required("name", Shape.Text, "The name of the child.")
        .Key("namespace", Shape.Text, "The namespace of the child. Default: that of the custom resource.");

    private static BlockSchema NamedObject() => new BlockSchema("a named child")
        .WithConditions()
        .Required("apiVersion", Shape.Text, "The API version of the child.")
        .Required("kind", Shape.Text, "Its kind.")
        .Required("metadata", Shape.Block(new BlockSchema("metadata").Required("name", Shape.Text, "The name of the child.").Key("namespace", Shape.Text, "Its namespace.")), "Its name and namespace.");

    private static BlockSchema HookBlock()
    {
        var hook = new BlockSchema("a hook").WithConditions();
        foreach (var (key, _) in ResourceShapes.InApplyOrder)
            hook.Key(key, Shape.ListOf(Shape.Block(Entries[key])), $"A list: {Entries[key].Name} each.");
        return hook
            .Impossible("podSecurityPolicies", "pod security policies were removed from Kubernetes in 1.25", "label the namespace for pod security admission: pod-security.kubernetes.io/enforce: restricted")
            .Impossible("volumes", "volumes are not made by themselves", "write persistentVolumeClaims or persistentVolumes here, and volumes in the workload")
            .Impossible("storage", "there is no storage to be made by itself", "write persistentVolumeClaims, persistentVolumes or storageClasses")
            .Key("external", ExternalLanguage.Calls, "External calls that the entries read.")
            .NotExecuted("ordered", "name", "groups", "timeout");
    }

    private static Shape ForEach()
    {
        var inner = Element();
        return Shape.Block(Element().Key("forEach", Shape.Block(inner.Key("forEach", Shape.Block(Element()), "A third loop inside this one.")), "A loop inside this one: for each element here all elements there."));
    }

    private static BlockSchema Element() => new BlockSchema("a forEach")
        .Required("field", Shape.Text, "What is gone through: a dot path such as spec.regions, a name of an outer loop such as region.zones, or a template that gives a list or map.")
        .Key("as", Shape.FixedText, "The name under which templates see the element, besides .item. Default: item.");
}
