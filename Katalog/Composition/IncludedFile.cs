using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Composition;

/// <summary>A file on the way from a definition to a fragment.</summary>
/// <param name="Reference">What was read.</param>
/// <param name="Folder">Its folder, seen from that of the definition: names without <c>.</c> and <c>..</c>.</param>
/// <param name="Includer">The file that includes it; null: it is the definition itself.</param>
internal sealed record IncludedFile(string Reference, IReadOnlyList<string> Folder, IncludedFile? Includer)
{
    /// <summary>Where the folder of the definition really is; null: it is no file.</summary>
    public string? RealRoot { get; init; } = Includer?.RealRoot;

    /// <summary>The definition itself.</summary>
    public static IncludedFile Root(SourceText definition) => new(definition.Reference, [], null) { RealRoot = definition.RealFolder };

    /// <summary>Whether a link on the way to a fragment leads out of the folder of the definition.</summary>
    public bool IsOutside(SourceText fragment) => RealRoot is { } root && fragment.RealPath is { } path && !RealPath.IsInside(path, root);

    public int Depth => Includer is null ? 0 : Includer.Depth + 1;

    /// <summary>The files from the definition to this one.</summary>
    public IEnumerable<string> Chain => Includer is null ? [Reference] : Includer.Chain.Append(Reference);

    /// <summary>The folder of what this file refers to; null when it is outside the folder of the definition.</summary>
    public IReadOnlyList<string>? FolderOf(string reference)
    {
        if (Path.IsPathRooted(reference) || reference.Contains(':', StringComparison.Ordinal) || reference.StartsWith('\\') || reference.StartsWith('~'))
            return null;
        var folder = Folder.ToList();
        var steps = reference.Split('/', '\\');
        foreach (var step in steps.Take(steps.Length - 1).Append(steps[^1] is ".." ? ".." : "."))
        {
            switch (step)
            {
                case "" or ".":
                    break;
                case ".." when folder.Count == 0:
                    return null;
                case "..":
                    folder.RemoveAt(folder.Count - 1);
                    break;
                default:
                    folder.Add(step);
                    break;
            }
        }

        return folder;
    }
}
