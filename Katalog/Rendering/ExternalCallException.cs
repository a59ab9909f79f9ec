namespace Orkestra.Katalog.Rendering;

/// <summary>An external call failed, and nothing goes on without it.</summary>
public sealed class ExternalCallException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ExternalCallException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The call, its address, and what came back.</param>
    public ExternalCallException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The call, its address, and what came back.</param>
    /// <param name="innerException">The cause.</param>
    public ExternalCallException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
