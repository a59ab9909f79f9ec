namespace Orkestra.Katalog.Rendering;

/// <summary>Rendering needs an object that is not watched yet. It is to be tried again when the object is known.</summary>
public sealed class SourcePendingException : Exception
{
    /// <summary>For serializers and tests.</summary>
    public SourcePendingException()
    {
    }

    /// <param name="message">Which object, and why it is not known.</param>
    public SourcePendingException(string message) : base(message)
    {
    }

    /// <param name="message">Which object, and why it is not known.</param>
    /// <param name="innerException">The cause.</param>
    public SourcePendingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
