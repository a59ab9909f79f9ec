using System.Globalization;
using Orkestra.Grains.Pausing;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Namespaces;

/// <summary>What a namespace says to boxes.</summary>
/// <param name="Weight">Its share of passes against other namespaces, 1 to 100.</param>
/// <param name="Pause">Whether its custom resources are left alone.</param>
internal sealed record NamespaceFacts(int Weight, PauseMark? Pause)
{
    public const int MaxWeight = 100;

    /// <summary>Of a namespace that says nothing.</summary>
    public static NamespaceFacts Default { get; } = new(1, null);

    public static NamespaceFacts Of(WatchedObject ns) => new(Weigh(ns.Label(Identity.Stamps.Weight)), PauseMark.Of(ns.Annotation));

    private static int Weigh(string? label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) ? Math.Clamp(weight, 1, MaxWeight) : 1;
}
