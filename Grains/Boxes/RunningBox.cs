using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Timing;

namespace Orkestra.Grains.Boxes;

/// <summary>The parts of a box whose CRD is served.</summary>
internal sealed record RunningBox(BoxContext Context, WorkQueue Queue, DelayedKeys Delayed, CustomResourceWatch Watch, Autoscaler Scale, Pauses Pauses);
