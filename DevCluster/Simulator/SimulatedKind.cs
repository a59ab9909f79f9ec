using Orkestra.DevCluster.Simulator.Behaviours;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator;

/// <summary>A kind that the server has and that the simulator knows.</summary>
internal sealed record SimulatedKind(ApiResource Resource, IWorkloadBehaviour Behaviour);
