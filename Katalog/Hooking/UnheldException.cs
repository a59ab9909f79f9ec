namespace Orkestra.Katalog.Hooking;

/// <summary>Code is about to be asked for a custom resource whose deletion would not wait for it: the finalizer comes first.</summary>
public sealed class UnheldException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnheldException() : base("the custom resource has no finalizer of ours yet")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">For people.</param>
    public UnheldException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">For people.</param>
    /// <param name="innerException">The cause.</param>
    public UnheldException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
