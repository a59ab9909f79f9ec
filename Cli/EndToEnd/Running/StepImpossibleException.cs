namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>A step asks for what this machine or this cluster cannot do: waiting does not help, and passing would be a lie.</summary>
/// <param name="message">What, and why.</param>
internal sealed class StepImpossibleException(string message) : Exception(message);
