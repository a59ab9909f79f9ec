namespace Orkestra.Cli.Tests.Chaos;

/// <summary>What happens to one request.</summary>
internal enum Fault
{
    None,

    /// <summary>429 with a Retry-After; nothing is done.</summary>
    TooManyRequests,

    /// <summary>500; nothing is done.</summary>
    InternalError,

    /// <summary>409, as if somebody else had written between; nothing is done.</summary>
    Conflict,

    /// <summary>The connection breaks before the server sees the request.</summary>
    LostRequest,

    /// <summary>The server does it, and its answer is lost.</summary>
    LostAnswer,

    /// <summary>The server does it, and the answer ends in the middle.</summary>
    HalfAnswer,

    /// <summary>The answer takes longer than any client waits.</summary>
    Slow,

    /// <summary>A watch ends in the middle of a line.</summary>
    CutWatch,

    /// <summary>A watch that resumes is answered 410.</summary>
    Gone,
}
