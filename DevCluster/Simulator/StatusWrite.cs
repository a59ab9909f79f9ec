using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator;

/// <summary>One write: a merge patch of the status of one version of an object, or, with no status, the end of a pod whose grace is over.</summary>
internal sealed record StatusWrite(SimulatedKind Kind, ObjectName Name, string ResourceVersion, JsonObject? Status);
