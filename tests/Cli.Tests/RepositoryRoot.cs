namespace Orkestra.Cli.Tests;

/// <summary>Where the examples are.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Orkestra.Orleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("no folder above the tests has Orkestra.Orleans.sln");
    }
}
