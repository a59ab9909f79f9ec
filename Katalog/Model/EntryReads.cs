namespace Orkestra.Katalog.Model;

/// <summary>What the compiled templates and conditions of one operator box read, found when it was loaded.</summary>
public sealed record EntryReads
{
    /// <summary>By the name under <c>.children</c>, without the plural <c>s</c> (the lower-case kind, or <c>custom</c>): what is read of such children.</summary>
    public IReadOnlyDictionary<string, Projection> Children { get; init; } = new Dictionary<string, Projection>(StringComparer.Ordinal);

    /// <summary>True: <c>.children</c> is read in a way that does not tell which kinds.</summary>
    public bool ReadsAllChildren { get; init; }

    /// <summary>What is read of the status of the custom resource itself; a pass that changes one of these steps a state machine.</summary>
    public Projection Status { get; init; } = Projection.Nothing;

    /// <summary>By the name under <c>.cross</c>: what is read of such custom resources of other entries.</summary>
    public IReadOnlyDictionary<string, Projection> Cross { get; init; } = new Dictionary<string, Projection>(StringComparer.Ordinal);

    /// <summary>True: <c>.cross</c> is read in a way that does not tell which.</summary>
    public bool ReadsAllCross { get; init; }

    /// <summary>The names under <c>.cross</c> of whose boxes the metrics or the health are read.</summary>
    public IReadOnlySet<string> CrossBoxes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>True: the outcome can change because time passes (clock functions, time and cron conditions).</summary>
    public bool ReadsTime { get; init; }

    /// <summary>True: what children are made, or how they look, can change because time passes; false when only the status can.</summary>
    public bool ChildrenReadTime { get; init; }

    /// <summary>True: what children are made, or how they look, depends on live children; false when only the status does.</summary>
    public bool ChildrenReadChildren { get; init; }

    /// <summary>True: children are made of objects that are no children (<c>fromSecret</c>, <c>.cross</c>), so what they are can change without the custom resource and its children.</summary>
    public bool ReadsSources { get; init; }

    /// <summary>The kinds that the entry makes and that are known without a custom resource, each once.</summary>
    public IReadOnlyList<KindReference> StaticKinds { get; init; } = [];

    /// <summary>What is read of the custom resource that is seen under this name of <c>.cross</c>.</summary>
    public Projection OfCross(string name) => ReadsAllCross ? Projection.Whole : Cross.GetValueOrDefault(name, Projection.Nothing);

    /// <summary>What is read of a child of this kind. <paramref name="isCustom"/> when a <c>custom</c> entry made it.</summary>
    public Projection OfChild(string kind, bool isCustom)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (ReadsAllChildren)
            return Projection.Whole;
        var read = Children.GetValueOrDefault(kind.ToLowerInvariant(), Projection.Nothing);
        return isCustom ? read.Union(Children.GetValueOrDefault("custom", Projection.Nothing)) : read;
    }
}
