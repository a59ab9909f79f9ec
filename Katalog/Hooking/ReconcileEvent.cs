namespace Orkestra.Katalog.Hooking;

/// <summary>An event that code wants to be told on the custom resource.</summary>
/// <param name="IsWarning">False: a normal one.</param>
/// <param name="Reason">CamelCase.</param>
/// <param name="Message">For people.</param>
public sealed record ReconcileEvent(bool IsWarning, string Reason, string Message);
