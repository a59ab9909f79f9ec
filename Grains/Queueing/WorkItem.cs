using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>A key that a worker took, with everything that happened to it while it waited.</summary>
internal sealed record WorkItem(ObjectName Key, PassCauses Causes, Lane Lane, TimeSpan Waited);
