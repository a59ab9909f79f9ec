namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class SimulatorOnDevCluster(SharedDevCluster dev) : SimulatorCases(dev.ClusterAsync);
