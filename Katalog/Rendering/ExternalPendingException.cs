namespace Orkestra.Katalog.Rendering;

/// <summary>An answer of the outside is not there yet: the pass runs again, from its beginning, when it is.</summary>
public sealed class ExternalPendingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ExternalPendingException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is waited for.</param>
    public ExternalPendingException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is waited for.</param>
    /// <param name="innerException">The cause.</param>
    public ExternalPendingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
