using System.Globalization;

namespace Orkestra.Cli.Tests.Compatibility;

/// <summary>A set of files written for the Go implementation, copied to where a test may add what the set lacks.</summary>
internal static class CompatSet
{
    private const string Variable = "ORK_COMPAT_EXAMPLES";

    /// <summary>Custom resources of our own for sets that lack the one which their simulation names.</summary>
    private static readonly Dictionary<string, (string File, string Content)> Lacking = new(StringComparer.Ordinal)
    {
        ["intermediate-09-notes-user-defined"] = ("cr.yaml", """
            apiVersion: demo.orkestra.io/v1
            kind: Workload
            metadata: { name: my-service, namespace: default }
            spec: { image: nginx, tag: "1.27", port: 80 }
            """),
        ["usecase-external-01-health-gate"] = ("cr-healthy.yaml", """
            apiVersion: demo.orkestra.io/v1alpha1
            kind: Webapp
            metadata: { name: my-app-healthy, namespace: default }
            spec: { image: "nginx:1.27", replicas: 1, healthCheckUrl: "http://127.0.0.1:9999/healthy" }
            """),
    };

    /// <summary>The folder of all sets; null where it is not.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Every simulation of every set, as <c>set/file</c>.</summary>
    public static IReadOnlyList<string> Simulations { get; } = Root is { } root
        ? [.. Directory.EnumerateFiles(root, "simulate*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Every set that has an end-to-end test.</summary>
    public static IReadOnlyList<string> EndToEnd { get; } = Root is { } root
        ? [.. Directory.EnumerateFiles(root, "e2e.yaml", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Copies a set below a folder and adds what it lacks.</summary>
    public static void CopyTo(string set, DirectoryInfo folder)
    {
        var target = folder.CreateSubdirectory(set);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root!, set)))
            File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
        if (Lacking.TryGetValue(set, out var own) && !File.Exists(Path.Combine(target.FullName, own.File)))
            File.WriteAllText(Path.Combine(target.FullName, own.File), string.Create(CultureInfo.InvariantCulture, $"{own.Content}\n"));
        var overlay = Path.Combine(RepositoryRoot.Path, "tests", "compat", set);
        foreach (var file in Directory.Exists(overlay) ? Directory.EnumerateFiles(overlay).Where(file => !File.Exists(Path.Combine(target.FullName, Path.GetFileName(file)))) : [])
            File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return Directory.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(RepositoryRoot.Path); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "compat-examples");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
