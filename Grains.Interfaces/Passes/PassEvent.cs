namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>Something that a pass tells as a Kubernetes event of its custom resource, when it is other than what it told last under this name.</summary>
/// <param name="Name">What it is about: two with one name are two states of one thing.</param>
/// <param name="IsWarning">Of type <c>Warning</c>, else <c>Normal</c>.</param>
/// <param name="Reason">CamelCase reason.</param>
/// <param name="Action">What was done.</param>
/// <param name="Message">What is told.</param>
public sealed record PassEvent(string Name, bool IsWarning, string Reason, string Action, string Message);
