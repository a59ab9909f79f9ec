namespace Orkestra.Benchmarks.Load;

/// <summary>What the observer's process says of itself when asked.</summary>
internal sealed record ObserverReport(double CpuMilliseconds, double CompilingMilliseconds, long CompiledMethods, long LiveHeap, long ResidentSet, long Passes, long Failed, int Resources, int Depth, bool Idle);
