namespace Orkestra.Hooks;

/// <summary>A Kubernetes event on the custom resource.</summary>
/// <param name="Reason">CamelCase: <c>RoleCreated</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="IsWarning">False: a normal one.</param>
public sealed record HookEvent(string Reason, string Message, bool IsWarning = false);
