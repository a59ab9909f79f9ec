namespace Orkestra.Cli.Sources;

/// <summary>Names a definition in a ConfigMap: <c>namespace/name:key</c>.</summary>
/// <param name="Namespace">Its namespace; null: that of the connection.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key of the definition; null: its only key, else katalog.yaml, else komposer.yaml.</param>
internal sealed record ConfigMapReference(string? Namespace, string Name, string? Key)
{
    /// <summary>How references to what is in a ConfigMap begin.</summary>
    public const string Scheme = "configmap:";

    /// <summary>Null where it is none.</summary>
    public static ConfigMapReference? Parse(string text)
    {
        var (place, key) = Cut(text, ':');
        var (ns, name) = place.Contains('/', StringComparison.Ordinal) ? Cut(place, '/') : (null, place);
        return ns is "" || name is null or "" || key is "" || name.Contains('/', StringComparison.Ordinal) || key?.Contains('/', StringComparison.Ordinal) is true ? null : new ConfigMapReference(ns, name, key);
    }

    public override string ToString() => $"{Scheme}{(Namespace is null ? "" : $"{Namespace}/")}{Name}";

    private static (string First, string? Second) Cut(string text, char at) => text.IndexOf(at) is >= 0 and var i ? (text[..i], text[(i + 1)..]) : (text, null);
}
