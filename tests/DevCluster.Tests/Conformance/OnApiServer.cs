using Orkestra.TestKit.ControlPlanes;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]

namespace Orkestra.DevCluster.Tests.Conformance;

// Every area on the real kube-apiserver. OnDevCluster.cs has the same lines.
public sealed class DiscoveryOnApiServer(RealClusterFixture real) : DiscoveryCases(async token => await real.ClusterAsync(token));

public sealed class CrudOnApiServer(RealClusterFixture real) : CrudCases(async token => await real.ClusterAsync(token));

public sealed class ErrorsOnApiServer(RealClusterFixture real) : ErrorCases(async token => await real.ClusterAsync(token));

public sealed class AuthenticationOnApiServer(RealClusterFixture real) : AuthenticationCases(async token => await real.ClusterAsync(token));

public sealed class SelectorsOnApiServer(RealClusterFixture real) : SelectorCases(async token => await real.ClusterAsync(token));

public sealed class PagingOnApiServer(RealClusterFixture real) : PagingCases(async token => await real.ClusterAsync(token));

public sealed class TablesOnApiServer(RealClusterFixture real) : TableCases(async token => await real.ClusterAsync(token));

public sealed class WatchesOnApiServer(RealClusterFixture real) : WatchCases(async token => await real.ClusterAsync(token));

public sealed class PatchesOnApiServer(RealClusterFixture real) : PatchCases(async token => await real.ClusterAsync(token));

public sealed class AppliesOnApiServer(RealClusterFixture real) : ApplyCases(async token => await real.ClusterAsync(token));

public sealed class SubresourcesOnApiServer(RealClusterFixture real) : SubresourceCases(async token => await real.ClusterAsync(token));
