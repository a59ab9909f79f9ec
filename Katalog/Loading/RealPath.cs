namespace Orkestra.Katalog.Loading;

/// <summary>Follows every link of a path, those of its folders too.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var here = Path.GetPathRoot(full)!;
        var open = new Stack<string>(Steps(full[here.Length..]));
        var links = 0;
        while (open.TryPop(out var step))
        {
            if (step is "." or "..")
            {
                here = step is "." ? here : Path.GetDirectoryName(here) ?? here;
                continue;
            }

            var next = Path.Combine(here, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                here = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException("its links lead in a circle");
            var root = Path.GetPathRoot(target) is { Length: > 0 } given ? given : "";
            here = root.Length > 0 ? root : here;
            foreach (var below in Steps(target[root.Length..]))
                open.Push(below);
        }

        return here;
    }

    /// <summary>Whether a real path is in a real folder or below it.</summary>
    public static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The names of a path, the last one first.</summary>
    private static IEnumerable<string> Steps(string path) => path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
