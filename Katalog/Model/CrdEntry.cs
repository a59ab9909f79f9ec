using System.Text.Json.Nodes;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Conversion;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Model;

/// <summary>One operator box: what is watched, what is made for it, what its status shows.</summary>
public sealed record CrdEntry
{
    internal const int DefaultPruneMaxResources = 10;

    /// <summary>The key under <c>spec.crds</c>; used in URLs, metrics and dependencies.</summary>
    public required string Name { get; init; }

    /// <summary>False: the entry is loaded and shown, but not run.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>Where the entry comes from; null: from the file itself.</summary>
    public EntryOrigin? Origin { get; init; }

    /// <summary>The watched type.</summary>
    public required ApiTypes Types { get; init; }

    /// <summary>False: the watched type is cluster-scoped.</summary>
    public bool Namespaced { get; init; } = true;

    /// <summary>The only namespace that is watched; null: all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Kubernetes label selector of the watch; null: none.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Kubernetes field selector of the watch; null: none.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The CustomResourceDefinition of <c>crdFile</c>; null when only <c>apiTypes</c> is given. Not to be changed.</summary>
    public JsonObject? Crd { get; init; }

    /// <summary>The objects of <c>crFiles</c>, in order. Not to be changed.</summary>
    public IReadOnlyList<JsonObject> Samples { get; init; } = [];

    /// <summary>How many passes of the box may run at once, 1 to 50.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>True: the file says how many; false: it is the default.</summary>
    public bool WorkersConfigured { get; init; }

    /// <summary>How often a custom resource is looked at without an event.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failures in a row after which the box counts as degraded.</summary>
    public int FailureThreshold { get; init; } = 5;

    /// <summary>How many keys may wait before <see cref="Behaviour"/> begins; 0: as many as there are. A queue holds each custom resource once.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Which custom resources wait beside a queue that is deep; null: none.</summary>
    public QueueBehaviour? Behaviour { get; init; }

    /// <summary>How failing custom resources are tried again; null: as the host does. After its tries they are parked, never given up.</summary>
    public RetryBackoff? RetryBackoff { get; init; }

    /// <summary>When a pass that succeeded comes back; null: by events only.</summary>
    public RequeueDefinition? Requeue { get; init; }

    /// <summary>What the box becomes under load; null: nothing else.</summary>
    public WorkerAutoscale? Autoscale { get; init; }

    /// <summary>In how many custom resources a changed definition may delete children without being accepted.</summary>
    public int PruneMaxResources { get; init; } = DefaultPruneMaxResources;

    /// <summary>Whether applies take fields over from other managers; resource entries may say otherwise.</summary>
    public bool ForceConflict { get; init; } = true;

    /// <summary>True: the status is not written.</summary>
    public bool IgnoreStatusPatch { get; init; }

    /// <summary>True: <c>status.observedGeneration</c> is not written.</summary>
    public bool IgnoreObservedGeneration { get; init; }

    /// <summary>When not empty, custom resources and children are allowed in these namespaces only.</summary>
    public IReadOnlyList<string> AllowedNamespaces { get; init; } = [];

    /// <summary>Namespaces in which custom resources and children are not allowed.</summary>
    public IReadOnlyList<string> RestrictedNamespaces { get; init; } = [];

    /// <summary>Finalizers that the box adds to its custom resources besides its own, those of <c>spec.finalizers</c> included.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>True: every finalizer of a custom resource is removed when it is deleted. A help for tests.</summary>
    public bool RemoveFinalizers { get; init; }

    /// <summary>The children, in the order in which they are applied.</summary>
    public IReadOnlyList<ResourceEntry> Resources { get; init; } = [];

    /// <summary>What templates see in place of the spec that is written.</summary>
    public NormalizeDefinition Normalize { get; init; } = NormalizeDefinition.Empty;

    /// <summary>The rules for custom resources.</summary>
    public AdmissionDefinition Admission { get; init; } = AdmissionDefinition.Empty;

    /// <summary>The children are wanted only while this holds: the older form of a gate.</summary>
    public ConditionSet WantedWhile { get; init; } = ConditionSet.Always;

    /// <summary>What must hold for a pass to be made.</summary>
    internal IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>True: gates ask what changed, so that the state before a change is kept until a pass has acted on it.</summary>
    public bool ReadsChanges { get; init; }

    /// <summary>Other entries that this one waits for.</summary>
    public IReadOnlyList<Dependency> DependsOn { get; init; } = [];

    /// <summary>How versions become each other; null: not at all.</summary>
    public ConversionDefinition? Conversion { get; init; }

    /// <summary>Custom resources of other entries that templates read.</summary>
    public IReadOnlyList<CrossRead> Cross { get; init; } = [];

    /// <summary>The shortest time after which what another runtime has is asked for again; null: nothing is.</summary>
    public TimeSpan? CrossRefresh => Cross.Any(read => read.Host is not null) ? Cross.Where(read => read.Host is not null).Min(read => read.CacheFor) : null;

    /// <summary>False: other entries do not see its custom resources.</summary>
    public bool CrossAccess { get; init; } = true;

    /// <summary>Objects of others whose events lead to passes.</summary>
    public IReadOnlyList<ObjectWatch> Watches { get; init; } = [];

    /// <summary>Questions to the outside whose answers templates read.</summary>
    public ExternalDefinition External { get; init; } = ExternalDefinition.None;

    /// <summary>What the file says of it; null: it was read from none.</summary>
    public Declaration? Declaration { get; init; }

    /// <summary>What related objects templates see.</summary>
    public IReadOnlyList<EnrichDefinition> Enrichments { get; init; } = [];

    /// <summary>Code that reconciles, in the order in which it is asked.</summary>
    public IReadOnlyList<ReconcilerDefinition> Reconcilers { get; init; } = [];

    /// <summary>Whether a pass can wait for an answer of the outside.</summary>
    public bool AsksOutside => !External.IsEmpty || Reconcilers.Count > 0 || CrossRefresh is not null;

    /// <summary>When a custom resource is deleted by itself; null: never.</summary>
    public CleanupDefinition? Cleanup { get; init; }

    /// <summary>What happens when a custom resource is deleted; null: its children go with it.</summary>
    public DeletionDefinition? Deletion { get; init; }

    /// <summary>What is made of a custom resource whose passes keep failing; null: nothing.</summary>
    public RollbackDefinition? Rollback { get; init; }

    /// <summary>Labels that custom resources themselves get; null: none.</summary>
    internal MapFragment? Labels { get; init; }

    /// <summary>True: custom resources get labels.</summary>
    public bool HasLabels => Labels is not null;

    /// <summary>Every resource entry: the children, what is made at deletion and after failures, and what deletion groups name.</summary>
    public IEnumerable<ResourceEntry> Declared =>
        [.. Resources, .. Deletion?.Resources ?? [], .. Deletion?.Groups.SelectMany(group => group.Members) ?? [], .. Rollback?.Resources ?? []];

    /// <summary>The events that passes write, in file order.</summary>
    public IReadOnlyList<EventDefinition> Events { get; init; } = [];

    /// <summary>What the status shows.</summary>
    public StatusDefinition Status { get; init; } = StatusDefinition.Empty;

    /// <summary>What templates and conditions of this entry read.</summary>
    public EntryReads Reads { get; init; } = new();

    /// <summary>What this version understands in the entry but does not execute, although it would change what the cluster gets: an entry that has any must not be run.</summary>
    public IReadOnlyList<Diagnostic> NotExecuted { get; init; } = [];

    /// <summary>The declaration that a child is stamped with; null: this definition has none of this path.</summary>
    public ResourceEntry? MakerOf(string path) =>
        Resources.FirstOrDefault(resource => string.Equals(resource.Path, path, StringComparison.Ordinal))
        ?? Reconcilers.FirstOrDefault(reconciler => string.Equals(reconciler.Path, path, StringComparison.Ordinal))?.Maker;

    /// <summary>Hash of the entry, its CRD, the notes and the profiles, 16 hexadecimal digits: the same revision renders the same.</summary>
    public required string Revision { get; init; }

    /// <summary>Where the entry is.</summary>
    public required SourcePlace Place { get; init; }
}
