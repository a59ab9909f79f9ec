using Orkestra.TestKit.ControlPlanes;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]

namespace Orkestra.DevCluster.Tests.Conformance;

// Every area on the real kube-apiserver. OnDevCluster.cs has the same lines.
public sealed class ApplyOnApiServer(RealClusterFixture real) : ApplyCases(async token => await real.ClusterAsync(token));

public sealed class AuthenticationOnApiServer(RealClusterFixture real) : AuthenticationCases(async token => await real.ClusterAsync(token));

public sealed class BodiesOnApiServer(RealClusterFixture real) : BodyCases(async token => await real.ClusterAsync(token));

public sealed class CrudOnApiServer(RealClusterFixture real) : CrudCases(async token => await real.ClusterAsync(token));

public sealed class CustomResourcesOnApiServer(RealClusterFixture real) : CustomResourceCases(async token => await real.ClusterAsync(token));

public sealed class CustomSubresourcesOnApiServer(RealClusterFixture real) : CustomSubresourceCases(async token => await real.ClusterAsync(token));

public sealed class CustomVersionsOnApiServer(RealClusterFixture real) : CustomVersionCases(async token => await real.ClusterAsync(token));

public sealed class DefaultingOnApiServer(RealClusterFixture real) : DefaultingCases(async token => await real.ClusterAsync(token));

public sealed class DefinitionsOnApiServer(RealClusterFixture real) : DefinitionCases(async token => await real.ClusterAsync(token));

public sealed class DeletionOnApiServer(RealClusterFixture real) : DeletionCases(async token => await real.ClusterAsync(token));

public sealed class DiscoveryOnApiServer(RealClusterFixture real) : DiscoveryCases(async token => await real.ClusterAsync(token));

public sealed class DryRunOnApiServer(RealClusterFixture real) : DryRunCases(async token => await real.ClusterAsync(token));

public sealed class ErrorsOnApiServer(RealClusterFixture real) : ErrorCases(async token => await real.ClusterAsync(token));

public sealed class FieldOwnershipOnApiServer(RealClusterFixture real) : FieldOwnershipCases(async token => await real.ClusterAsync(token));

public sealed class GarbageCollectionOnApiServer(RealClusterFixture real) : GarbageCollectionCases(async token => await real.ClusterAsync(token));

public sealed class ImmutabilityOnApiServer(RealClusterFixture real) : ImmutabilityCases(async token => await real.ClusterAsync(token));

public sealed class KubectlReadsOnApiServer(RealClusterFixture real) : KubectlReadCases(async token => await real.ClusterAsync(token));

public sealed class KubectlWritesOnApiServer(RealClusterFixture real) : KubectlWriteCases(async token => await real.ClusterAsync(token));

public sealed class ListsOnApiServer(RealClusterFixture real) : ListCases(async token => await real.ClusterAsync(token));

public sealed class NamespacesOnApiServer(RealClusterFixture real) : NamespaceCases(async token => await real.ClusterAsync(token));

public sealed class PagingOnApiServer(RealClusterFixture real) : PagingCases(async token => await real.ClusterAsync(token));

public sealed class PatchesOnApiServer(RealClusterFixture real) : PatchCases(async token => await real.ClusterAsync(token));

public sealed class PodDefaultingOnApiServer(RealClusterFixture real) : PodDefaultingCases(async token => await real.ClusterAsync(token));

public sealed class PruningOnApiServer(RealClusterFixture real) : PruningCases(async token => await real.ClusterAsync(token));

public sealed class RulesOnApiServer(RealClusterFixture real) : RuleCases(async token => await real.ClusterAsync(token));

public sealed class SchemasOnApiServer(RealClusterFixture real) : SchemaCases(async token => await real.ClusterAsync(token));

public sealed class SelectorsOnApiServer(RealClusterFixture real) : SelectorCases(async token => await real.ClusterAsync(token));

public sealed class SubresourcesOnApiServer(RealClusterFixture real) : SubresourceCases(async token => await real.ClusterAsync(token));

public sealed class TablesOnApiServer(RealClusterFixture real) : TableCases(async token => await real.ClusterAsync(token));

public sealed class UidsOnApiServer(RealClusterFixture real) : UidCases(async token => await real.ClusterAsync(token));

public sealed class WatchesOnApiServer(RealClusterFixture real) : WatchCases(async token => await real.ClusterAsync(token));
