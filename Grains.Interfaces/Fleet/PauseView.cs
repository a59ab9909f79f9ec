namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>Why a custom resource is left alone.</summary>
/// <param name="By">What is paused: <c>custom resource</c>, <c>namespace</c> or <c>CRD</c>.</param>
/// <param name="Reason">As somebody wrote it; empty when nobody did.</param>
/// <param name="Until">When it ends by itself; null: when the annotation goes.</param>
/// <param name="Fault">What is wrong with an annotation, or null.</param>
public sealed record PauseView(string By, string Reason, DateTimeOffset? Until, string? Fault);
