namespace Orkestra.Architecture.Tests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", ".git", "node_modules"];

    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths below the root with forward slashes, without what a build makes.</summary>
    public static IEnumerable<string> Files(string pattern) => Below(new DirectoryInfo(Root), pattern)
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Concat(folder
            .EnumerateDirectories()
            .Where(child => !Generated.Contains(child.Name, StringComparer.Ordinal) && child.LinkTarget is null)
            .SelectMany(child => Below(child, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orkestra.Orleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("no folder above the tests has Orkestra.Orleans.sln");
    }
}
