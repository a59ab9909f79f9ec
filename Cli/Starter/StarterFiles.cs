namespace Orkestra.Cli.Starter;

/// <summary>The files that <c>ork init</c> writes. They are part of this build.</summary>
internal static class StarterFiles
{
    public static IReadOnlyList<string> Names { get; } = ["katalog.yaml", "crd.yaml", "cr.yaml", "simulate.yaml"];

    public static string Read(string name)
    {
        using var stream = typeof(StarterFiles).Assembly.GetManifestResourceStream($"starter.{name}")
            ?? throw new InvalidOperationException($"the starter's {name} is not in this build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
