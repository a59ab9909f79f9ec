using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>A folder in memory: relative references start at the folder of the file that has them.</summary>
internal sealed class Files : ISourceReader
{
    public const string Head = "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shops }\n";
    public const string MotifHead = "apiVersion: orkestra.orkspace.io/v1\nkind: Motif\nmetadata: { name: front }\n";
    public const string KomposerHead = "apiVersion: orkestra.orkspace.io/v1\nkind: Komposer\nmetadata: { name: platform }\n";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal) { ["crd.yaml"] = Sources.Crd };

    public List<string> Read { get; } = [];

    public Files With(string name, string text)
    {
        _texts[name] = text;
        return this;
    }

    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        var folder = relativeTo is null || !relativeTo.Contains('/', StringComparison.Ordinal) ? "" : relativeTo[..relativeTo.LastIndexOf('/')];
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in reference.Split('/').Where(step => step is not ("" or ".")))
        {
            if (step is "..")
                steps.RemoveAt(steps.Count - 1);
            else
                steps.Add(step);
        }

        var name = string.Join('/', steps);
        Read.Add(name);
        return _texts.TryGetValue(name, out var text) ? ValueTask.FromResult(new SourceText(name, text)) : throw new SourceNotFoundException(reference, "no such file");
    }

    public Task<LoadResult> LoadAsync(string main = "katalog.yaml", IImportReader? imports = null) => new KatalogLoader(this, null, imports).LoadAsync(main, CancellationToken.None);

    /// <summary>Loads a file that is in the present spelling and has no mistake.</summary>
    public async Task<KatalogDefinition> CleanAsync(string main = "katalog.yaml")
    {
        var result = await LoadAsync(main);
        result.Diagnostics.Select(found => found.ToString()).ShouldBeEmpty();
        return result.Katalog.ShouldNotBeNull();
    }

    /// <summary>The findings as file, line, column, id.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(string main = "katalog.yaml") =>
        [.. Found.But(await LoadAsync(main)).Select(found => $"{found.Place} {found.Id}")];

    public async Task<Diagnostic> FindingAsync(string main = "katalog.yaml") => Found.But(await LoadAsync(main)).ShouldHaveSingleItem();
}
