namespace Orkestra.Katalog.Rendering;

/// <summary>A Kubernetes event that a pass wants told.</summary>
/// <param name="Name">The key of its definition.</param>
/// <param name="IsWarning">Of type <c>Warning</c>.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Message">What is told.</param>
public sealed record RenderedEvent(string Name, bool IsWarning, string Reason, string Message);
