namespace Orkestra.Grains.Pausing;

/// <summary>Why a custom resource is left alone now.</summary>
/// <param name="Reason">As somebody wrote it; empty when nobody did.</param>
/// <param name="Until">When it ends by itself; null: when the annotation goes.</param>
/// <param name="By">What has the annotation: <c>custom resource</c>, <c>namespace</c> or <c>CRD</c>.</param>
/// <param name="Fault">What is wrong with an annotation, or null.</param>
internal sealed record Pause(string Reason, DateTimeOffset? Until, string By, string? Fault);
