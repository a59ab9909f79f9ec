namespace Orkestra.Katalog.Rendering;

/// <summary>The children of a custom resource could not be rendered. Nothing of the pass may be written.</summary>
public sealed class RenderException : Exception
{
    /// <summary>Creates the exception from at least one failure.</summary>
    public RenderException(IReadOnlyList<RenderFailure> failures)
        : base(Describe(failures)) => Failures = failures;

    /// <summary>Every failure, in the order of the entries.</summary>
    public IReadOnlyList<RenderFailure> Failures { get; }

    private static string Describe(IReadOnlyList<RenderFailure> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        return failures.Count switch
        {
            0 => "rendering failed",
            1 => failures[0].ToString(),
            _ => $"{failures[0]} and {failures.Count - 1} more",
        };
    }
}
