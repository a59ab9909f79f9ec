using Orkestra.Katalog.Composition;

namespace Orkestra.Katalog.Loading;

/// <summary>The text of one source.</summary>
/// <param name="Reference">The full reference of what was read: what relative references inside it start from, and what diagnostics show.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceText(string Reference, string Text)
{
    /// <summary>Where the file really is once every link is followed; null: it is no file.</summary>
    public string? RealPath { get; init; }

    /// <summary>Where the folder really is in which the file is named, whatever the file itself links to; null: it is no file.</summary>
    public string? RealFolder { get; init; }

    /// <summary>What <c>.inputs</c> means in it, where it is an imported Motif.</summary>
    internal ImportScope? Scope { get; init; }
}
