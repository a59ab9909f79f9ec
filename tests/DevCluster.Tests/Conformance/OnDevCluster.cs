[assembly: AssemblyFixture(typeof(SharedDevCluster))]

namespace Orkestra.DevCluster.Tests.Conformance;

// Every area on DevCluster. OnApiServer.cs has the same lines.
public sealed class ApplyOnDevCluster(SharedDevCluster dev) : ApplyCases(dev.ClusterAsync);

public sealed class AuthenticationOnDevCluster(SharedDevCluster dev) : AuthenticationCases(dev.ClusterAsync);

public sealed class BodiesOnDevCluster(SharedDevCluster dev) : BodyCases(dev.ClusterAsync);

public sealed class CrudOnDevCluster(SharedDevCluster dev) : CrudCases(dev.ClusterAsync);

public sealed class CustomResourcesOnDevCluster(SharedDevCluster dev) : CustomResourceCases(dev.ClusterAsync);

public sealed class CustomSubresourcesOnDevCluster(SharedDevCluster dev) : CustomSubresourceCases(dev.ClusterAsync);

public sealed class CustomVersionsOnDevCluster(SharedDevCluster dev) : CustomVersionCases(dev.ClusterAsync);

public sealed class DefaultingOnDevCluster(SharedDevCluster dev) : DefaultingCases(dev.ClusterAsync);

public sealed class DefinitionsOnDevCluster(SharedDevCluster dev) : DefinitionCases(dev.ClusterAsync);

public sealed class DeletionOnDevCluster(SharedDevCluster dev) : DeletionCases(dev.ClusterAsync);

public sealed class DiscoveryOnDevCluster(SharedDevCluster dev) : DiscoveryCases(dev.ClusterAsync);

public sealed class DryRunOnDevCluster(SharedDevCluster dev) : DryRunCases(dev.ClusterAsync);

public sealed class ErrorsOnDevCluster(SharedDevCluster dev) : ErrorCases(dev.ClusterAsync);

public sealed class FieldOwnershipOnDevCluster(SharedDevCluster dev) : FieldOwnershipCases(dev.ClusterAsync);

public sealed class GarbageCollectionOnDevCluster(SharedDevCluster dev) : GarbageCollectionCases(dev.ClusterAsync);

public sealed class ImmutabilityOnDevCluster(SharedDevCluster dev) : ImmutabilityCases(dev.ClusterAsync);

public sealed class KubectlReadsOnDevCluster(SharedDevCluster dev) : KubectlReadCases(dev.ClusterAsync);

public sealed class KubectlWritesOnDevCluster(SharedDevCluster dev) : KubectlWriteCases(dev.ClusterAsync);

public sealed class ListsOnDevCluster(SharedDevCluster dev) : ListCases(dev.ClusterAsync);

public sealed class NamespacesOnDevCluster(SharedDevCluster dev) : NamespaceCases(dev.ClusterAsync);

public sealed class PagingOnDevCluster(SharedDevCluster dev) : PagingCases(dev.ClusterAsync);

public sealed class PatchesOnDevCluster(SharedDevCluster dev) : PatchCases(dev.ClusterAsync);

public sealed class PodDefaultingOnDevCluster(SharedDevCluster dev) : PodDefaultingCases(dev.ClusterAsync);

public sealed class PruningOnDevCluster(SharedDevCluster dev) : PruningCases(dev.ClusterAsync);

public sealed class RulesOnDevCluster(SharedDevCluster dev) : RuleCases(dev.ClusterAsync);

public sealed class SchemasOnDevCluster(SharedDevCluster dev) : SchemaCases(dev.ClusterAsync);

public sealed class SelectorsOnDevCluster(SharedDevCluster dev) : SelectorCases(dev.ClusterAsync);

public sealed class SubresourcesOnDevCluster(SharedDevCluster dev) : SubresourceCases(dev.ClusterAsync);

public sealed class TablesOnDevCluster(SharedDevCluster dev) : TableCases(dev.ClusterAsync);

public sealed class UidsOnDevCluster(SharedDevCluster dev) : UidCases(dev.ClusterAsync);

public sealed class WatchesOnDevCluster(SharedDevCluster dev) : WatchCases(dev.ClusterAsync);
