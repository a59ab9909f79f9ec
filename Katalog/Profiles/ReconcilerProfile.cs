using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Profiles;

/// <summary>What a profile of the class <c>reconciler</c> says.</summary>
internal sealed record ReconcilerProfile(int? Workers, TimeSpan? Resync, int? MaxDepth, int? FailureThreshold)
{
    public static ReconcilerProfile Empty { get; } = new(null, null, null, null);

    public static ReconcilerProfile Of(MapFragment values)
    {
        var block = new Block(values, new TemplateScope(new Dictionary<string, object?>(StringComparer.Ordinal), TemplateSurroundings.At(DateTimeOffset.UnixEpoch)));
        var queue = block.At("queue");
        return new ReconcilerProfile(
            (int?)block.Whole("workers", 1, 50),
            DurationText.TryParse(block.Text("resync"), out var resync) && resync > TimeSpan.Zero ? resync : null,
            (int?)queue?.Whole("maxDepth", 0, int.MaxValue),
            (int?)queue?.Whole("failureThreshold", 1, int.MaxValue));
    }
}
