using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Compiles <c>cross</c> and <c>external</c>.</summary>
internal sealed class ObservationBinder(FragmentCompiler compiler, ConditionBinder conditions)
{
    public IReadOnlyList<CrossRead> Cross(Located? list) => list is { } given ? [.. given.Items().Where(item => item.Node is MapNode).Select(Cross)] : [];

    public IReadOnlyList<ExternalCall> Calls(params IEnumerable<Located?> lists) =>
        [.. lists.SelectMany(list => list?.Items() ?? []).Where(item => item.Node is MapNode && item.At("name")?.Text is not null).Select(Call)];

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

    private ExternalCall Call(Located at) => new()
    {
        Name = at.At("name")!.Value.Text!,
        Place = at.Place,
        Protocol = at.At("protocol")?.Text ?? "http",
        Method = at.At("method")?.Text ?? "GET",
        Timeout = at.At("timeout")?.Duration ?? TimeSpan.FromSeconds(10),
        ExpectedStatus = (int?)at.At("expectedStatus")?.Whole,
        ContinueOnError = at.At("continueOnError")?.Flag ?? false,
        CacheFor = at.At("cacheFor")?.Duration ?? TimeSpan.Zero,
        Url = compiler.CompileIfGiven(at.At("url")),
        Query = compiler.CompileIfGiven(at.At("query")),
        Body = compiler.CompileIfGiven(at.At("body")),
        Headers = at.At("headers") is { Node: MapNode } headers ? compiler.CompileMap(headers) : null,
        Conditions = conditions.Bind(at),
    };
}
