using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Loading;

/// <summary>What the parts of an entry read that are no children and no status fields.</summary>
internal static class LifecycleReads
{
    public static IEnumerable<TemplateReads> Of(WorkloadAutoscale? autoscale) => autoscale is null ? [] : Given([
        autoscale.Min?.Reads, autoscale.Max?.Reads, .. Of(autoscale.Up), .. Of(autoscale.Down)]);

    public static IEnumerable<TemplateReads> Of(CleanupDefinition? cleanup) => Given([cleanup?.Conditions.Reads]);

    public static IEnumerable<TemplateReads> Of(IReadOnlyList<EventDefinition> events) =>
        Given(events.SelectMany(each => (TemplateReads?[])[each.Reason?.Reads, each.Message?.Reads, each.Conditions.Reads]));

    /// <summary>What the conditions of groups read; the objects are read as other children are.</summary>
    public static IEnumerable<TemplateReads> Of(DeletionDefinition? deletion) => deletion?.Groups.Select(group => group.Conditions.Reads) ?? [];

    public static IEnumerable<TemplateReads> Of(MapFragment? labels) => Given([labels?.Reads]);

    private static IEnumerable<TemplateReads?> Of(ScaleStep? step) => [step?.Conditions.Reads, step?.By?.Reads, step?.Target?.Reads];

    private static IEnumerable<TemplateReads> Given(IEnumerable<TemplateReads?> reads) => reads.OfType<TemplateReads>();
}
