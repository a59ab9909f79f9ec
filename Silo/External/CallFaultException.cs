namespace Orkestra.Silo.External;

/// <summary>A call that is not made, for a reason of ours.</summary>
internal sealed class CallFaultException(string message) : IOException(message);
