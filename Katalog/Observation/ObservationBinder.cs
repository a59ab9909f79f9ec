using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Compiles <c>cross</c>.</summary>
internal sealed class ObservationBinder(FragmentCompiler compiler)
{
    public IReadOnlyList<CrossRead> Cross(Located? list) => list is { } given ? [.. given.Items().Where(item => item.Node is MapNode).Select(Cross)] : [];

    private CrossRead Cross(Located at) => new()
    {
        As = at.At("as")?.Text ?? at.At("crd")?.Text ?? "",
        Place = at.Place,
        Entry = at.At("crd")?.Text,
        EntryPlace = at.At("crd")?.Place,
        LabelSelector = at.At("labelSelector")?.Text,
        Host = at.At("source", "host")?.Text,
        Protocol = at.At("source", "protocol")?.Text ?? "cr",
        CacheFor = at.At("source", "cacheFor")?.Duration ?? TimeSpan.FromSeconds(30),
        Name = compiler.CompileIfGiven(at.At("selector", "name")),
        Namespace = compiler.CompileIfGiven(at.At("selector", "namespace")),
    };
}
