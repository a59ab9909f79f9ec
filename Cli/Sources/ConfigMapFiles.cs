using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.Sources;

/// <summary>The keys of one ConfigMap, as files of one folder: what a definition in it refers to by a path is another key.</summary>
internal sealed class ConfigMapFiles(ConfigMapReference reference)
{
    private volatile IReadOnlyDictionary<string, string>? _data;

    public ConfigMapReference Reference => reference;

    /// <summary>What is in it now; null: there is no such ConfigMap.</summary>
    public IReadOnlyDictionary<string, string>? Data
    {
        get => _data;
        set => _data = value;
    }

    /// <summary>It was read from a ConfigMap, or is to be.</summary>
    public static bool IsOne(string? reference) => reference?.StartsWith(ConfigMapReference.Scheme, StringComparison.Ordinal) is true;

    /// <summary>The definition itself, or the key that it refers to.</summary>
    /// <exception cref="SourceNotFoundException">There is no such key.</exception>
    public SourceText Read(string path, string? relativeTo)
    {
        var data = _data ?? throw new SourceNotFoundException(reference.ToString(), "there is no such ConfigMap");
        var key = relativeTo is null ? reference.Key ?? Definition(data) : path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return data.TryGetValue(key, out var text)
            ? new SourceText($"{reference}/{key}", text)
            : throw new SourceNotFoundException($"{reference}/{key}", $"the ConfigMap has no such key; it has {(data.Count == 0 ? "none" : string.Join(", ", data.Keys.Order(StringComparer.Ordinal)))}");
    }

    private static string Definition(IReadOnlyDictionary<string, string> data) =>
        data.Count == 1 ? data.Keys.First() : data.ContainsKey("katalog.yaml") || !data.ContainsKey("komposer.yaml") ? "katalog.yaml" : "komposer.yaml";
}
