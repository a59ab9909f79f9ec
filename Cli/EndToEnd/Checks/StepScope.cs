using Orkestra.Cli.EndToEnd.Clusters;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>What the steps of one file work with.</summary>
/// <param name="Cluster">The cluster under test.</param>
/// <param name="Kinds">Finds resources by kind.</param>
/// <param name="Changes">Tells of changes.</param>
/// <param name="Ledger">Remembers what is made.</param>
/// <param name="Programs">Runs programs.</param>
/// <param name="Log">The log of the observer.</param>
/// <param name="Clock">The clock.</param>
internal sealed record StepScope(TestCluster Cluster, KindFinder Kinds, ChangeWatch Changes, ObjectLedger Ledger, Programs Programs, OperatorLog Log, TimeProvider Clock)
{
    private const string OperatorNamespace = "orkestra-system";

    /// <summary>Address of the health API of the observer; null: another operator is tested.</summary>
    public string? Health { get; set; }

    /// <summary>The namespace of what names none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The namespace of expected objects that name none: that of the first custom resource; null: there is none, or it has none.</summary>
    public string? OfCustomResource { get; set; }

    /// <summary>Kinds that the Katalog reconciles, as <c>group/Kind</c>.</summary>
    public required IReadOnlySet<string> Reconciled { get; init; }

    /// <summary>Where a step that names no namespace looks.</summary>
    public ObjectName NameOf(ApiResource resource, string? ns, string name) => new(resource.Namespaced ? ns ?? Namespace : null, name);

    /// <summary>The resource of a kind, watched from now on.</summary>
    public async Task<ApiResource?> FindAsync(string kind, string? apiVersion, CancellationToken cancellationToken)
    {
        var resource = await Kinds.FindAsync(kind, apiVersion, cancellationToken).ConfigureAwait(false);
        if (resource is not null)
            Changes.Watch(resource);
        return resource;
    }

    /// <summary>The resource of a kind for a step that cannot go on without it.</summary>
    public async Task<ApiResource> RequireAsync(string kind, string? apiVersion, SourcePlace place, CancellationToken cancellationToken) =>
        await FindAsync(kind, apiVersion, cancellationToken).ConfigureAwait(false) ?? throw new StepImpossibleException($"the server serves no kind {kind} (asked for at {place.YamlPath})");

    /// <summary>Whether an action is about the observer under test: it is addressed by its lease, its service, its pod or its namespace, as it has them where it is installed. Other objects may begin with the same word.</summary>
    public bool IsAboutOperator(string? lease, string? service, string? pod, string? ns) =>
        Health is not null && (new[] { lease, service, pod }.Any(name => IsOurs(name, ns)) || (lease is null && service is null && pod is null && ns is OperatorNamespace));

    private static bool IsOurs(string? name, string? ns) =>
        name is "orkestra" or "orkestra-runtime" or "orkestra-gateway" or "orkestra-konductor" || (ns is OperatorNamespace && name?.StartsWith("orkestra", StringComparison.Ordinal) is true);
}
