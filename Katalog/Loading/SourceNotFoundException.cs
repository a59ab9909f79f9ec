namespace Orkestra.Katalog.Loading;

/// <summary>A source could not be read: it does not exist, may not be read, is too large or is no text.</summary>
public sealed class SourceNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SourceNotFoundException(string reference, string reason, Exception? innerException = null)
        : base($"{reference}: {reason}", innerException)
    {
        Reference = reference;
        Reason = reason;
    }

    /// <summary>What was asked for.</summary>
    public string Reference { get; }

    /// <summary>Why it could not be read, without the reference.</summary>
    public string Reason { get; }
}
