namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class SimulatedDeploymentsOnDevCluster(SharedDevCluster dev) : SimulatedDeploymentCases(dev.ClusterAsync);
