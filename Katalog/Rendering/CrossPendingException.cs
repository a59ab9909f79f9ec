namespace Orkestra.Katalog.Rendering;

/// <summary>What another entry has is not known yet: the pass runs again, from its beginning, when it is.</summary>
public sealed class CrossPendingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CrossPendingException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is waited for.</param>
    public CrossPendingException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is waited for.</param>
    /// <param name="innerException">The cause.</param>
    public CrossPendingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
