namespace Orkestra.TestKit.ControlPlanes;

/// <summary>A part of the control plane did not start or ended by itself; the message has the end of its log.</summary>
public sealed class ControlPlaneException(string message, Exception? inner = null) : Exception(message, inner);
