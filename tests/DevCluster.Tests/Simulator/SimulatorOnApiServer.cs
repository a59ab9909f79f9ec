using Orkestra.TestKit.ControlPlanes;

namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class SimulatorOnApiServer(RealClusterFixture real) : SimulatorCases(async token => await real.ClusterAsync(token));
