using Orkestra.Katalog.Composition;

namespace Orkestra.Katalog.Loading;

/// <summary>The text of one source.</summary>
/// <param name="Reference">The full reference of what was read: what relative references inside it start from, and what diagnostics show.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceText(string Reference, string Text)
{
    /// <summary>What <c>.inputs</c> means in it, where it is an imported Motif.</summary>
    internal ImportScope? Scope { get; init; }
}
