namespace Orkestra.Silo.Http;

/// <summary>The autoscaler of a box.</summary>
/// <param name="Active">Its conditions held not longer ago than its cooldown.</param>
/// <param name="Interval">How often it looks.</param>
/// <param name="Cooldown">How long what it did stays.</param>
internal sealed record AutoscalerAnswer(bool Active, string Interval, string Cooldown);
