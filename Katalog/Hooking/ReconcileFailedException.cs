namespace Orkestra.Katalog.Hooking;

/// <summary>Code that reconciles failed, or gave an answer that cannot be used. Nothing of the pass is written.</summary>
public sealed class ReconcileFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ReconcileFailedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who failed and why.</param>
    public ReconcileFailedException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who failed and why.</param>
    /// <param name="innerException">The cause.</param>
    public ReconcileFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>CamelCase, for conditions: <c>RemoteFailed</c>, <c>HookFailed</c>, <c>ReplyRefused</c>.</summary>
    public string Reason { get; init; } = "ReconcilerFailed";
}
