using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orkestra.DevCluster.Registry;

/// <summary>The resources served at one moment. Immutable.</summary>
internal sealed class RegistrySnapshot
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), ServedResource> _byPath;
    private readonly FrozenDictionary<(string ApiVersion, string Kind), ServedResource> _byKind;

    private RegistrySnapshot(IReadOnlyList<ServedResource> all, ImmutableSortedDictionary<string, ImmutableArray<ServedResource>> custom)
    {
        (All, Custom) = (all, custom);
        _byPath = all.ToFrozenDictionary(served => (served.Group, served.Kind.Version, served.Plural));
        _byKind = all.ToFrozenDictionary(served => (served.Kind.ApiVersion, served.Kind.Kind));
    }

    public IReadOnlyList<ServedResource> All { get; }
    public ImmutableSortedDictionary<string, ImmutableArray<ServedResource>> Custom { get; }

    public static RegistrySnapshot Of(IReadOnlyList<ServedResource> builtIn, ImmutableSortedDictionary<string, ImmutableArray<ServedResource>> custom) =>
        new([.. builtIn, .. custom.Values.SelectMany(versions => versions)], custom);

    public ServedResource? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    public ServedResource? FindKind(string apiVersion, string kind) => _byKind.GetValueOrDefault((apiVersion, kind));
}
