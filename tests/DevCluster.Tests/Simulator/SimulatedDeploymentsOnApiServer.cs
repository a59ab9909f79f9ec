using Orkestra.TestKit.ControlPlanes;

namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class SimulatedDeploymentsOnApiServer(RealClusterFixture real) : SimulatedDeploymentCases(async token => await real.ClusterAsync(token));
