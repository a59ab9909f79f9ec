namespace Orkestra.Katalog.Observation;

/// <summary>What came back from the outside.</summary>
/// <param name="StatusCode">The HTTP status; 0 when nothing came back.</param>
/// <param name="Body">The body as text, as far as it was read.</param>
/// <param name="Error">Why nothing came back, or nothing that can be used; else empty. Without anything that differs from try to try: it may end up in a status.</param>
public sealed record ExternalAnswer(int StatusCode, string Body, string Error)
{
    /// <summary>False: the body was longer than is read, and its end is missing.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>By which the answer can be asked about again; null: it cannot.</summary>
    public string? ETag { get; init; }

    /// <summary>Nothing came back.</summary>
    public static ExternalAnswer Failed(string error) => new(0, "", error);
}
