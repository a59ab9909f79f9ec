using System.Text.Json;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Tests.Loading;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Texts that are right, to be broken.</summary>
internal static class Corpus
{
    private static readonly string[] OwnTemplates =
    [
        "{{- define \"a\" -}}{{ . }}{{- end -}}{{ range $i, $e := .spec.list }}{{ template \"a\" $e }}{{ if $i }}{{ break }}{{ end }}{{ else }}none{{ end }}",
        "{{ with $x := .spec.map }}{{ $x.a }}{{ else with .spec.text }}{{ . | printf \"%-10.3s|%[1]q\" }}{{ end }}",
        "{{ /* note */ }}{{ $s := 0 }}{{ range 10 }}{{ $s = add $s . }}{{ end }}{{ $s }}",
        "{{ block \"b\" .metadata }}{{ .name | default `x` | toLower | trimPrefix \"a\" }}{{ end }}",
        "{{ (index .spec.list 0).name }}{{ and (or .a .b) (not .c) | ternary 0x1F 1e-3 }}",
    ];

    /// <summary>The recordings, the examples of the functions, and templates of our own.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        .. Recordings().SelectMany(static text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("template").GetString()!),
        .. FunctionTable.Standard.Functions.Select(static function => function.Example.Split('→')[0]).Where(static example => example.Length > 0),
        .. OwnTemplates,
    ];

    /// <summary>Every YAML file of the repository's examples with its name, and those with what they leave out.</summary>
    public static IReadOnlyList<(string Name, string Text)> Named { get; } =
    [
        ("katalog.yaml", RobustnessTests.Seed), ("komposer.yaml", CorpusFiles.Komposer), ("motif.yaml", CorpusFiles.Motif), ("e2e.yaml", CorpusFiles.E2E), ("katalog.yaml", CorpusFiles.Oldest), ("rules.yaml", CorpusFiles.Fragment),
        ("imported.yaml", CorpusFiles.Imported), ("komposer.yaml", CorpusFiles.Small), ("steps.yaml", CorpusFiles.Steps), ("part.yaml", CorpusFiles.Part),
        .. Directory.EnumerateFiles(ExamplesFolder(), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => (Path.GetFileName(path), File.ReadAllText(path))),
    ];

    /// <summary>The texts of <see cref="Named"/>; those of our own count as often as all others, because they have what is rare.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Named.Select(static file => file.Text), .. Enumerable.Repeat(Named.Take(10), 8).SelectMany(static own => own).Select(static file => file.Text)];

    private static IEnumerable<string> Recordings()
    {
        var assembly = typeof(Corpus).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static string ExamplesFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orkestra.Orleans.sln")))
                return Path.Combine(folder.FullName, "examples");
        }

        throw new DirectoryNotFoundException("The examples of the repository are not above the test assembly.");
    }
}
