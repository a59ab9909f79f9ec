using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Rendering;

/// <summary>One reason why rendering failed.</summary>
/// <param name="EntryPath">The path of the resource entry or status field.</param>
/// <param name="Place">The template or value in the file.</param>
/// <param name="Message">One line: what is wrong.</param>
public sealed record RenderFailure(string EntryPath, SourcePlace Place, string Message)
{
    /// <summary>One line: message, entry, place.</summary>
    public override string ToString() => $"{Message} ({EntryPath}, {Place})";
}
