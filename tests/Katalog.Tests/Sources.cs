using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Tests;

/// <summary>Sources in memory, by name.</summary>
public sealed class Sources : ISourceReader
{
    public const string Main = "katalog.yaml";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public Sources With(string name, string text)
    {
        _texts[name] = text;
        return this;
    }

    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct)
    {
        var name = reference.StartsWith("./", StringComparison.Ordinal) ? reference[2..] : reference;
        return _texts.TryGetValue(name, out var text)
            ? ValueTask.FromResult(new SourceText(name, text))
            : throw new SourceNotFoundException(reference, "no such file");
    }

    /// <summary>Loads <paramref name="katalog"/> as katalog.yaml.</summary>
    public async Task<LoadResult> LoadAsync(string katalog) => await new KatalogLoader(With(Main, katalog)).LoadAsync(Main, CancellationToken.None);

    public static Sources WithCrd() => new Sources().With("crd.yaml", Crd);

    public const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: shops.example.io }
        spec:
          group: example.io
          scope: Namespaced
          names: { kind: Shop, plural: shops, singular: shop }
          versions:
            - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }
        """;
}
