using Orkestra.Grains.Storage;

namespace Orkestra.Grains.Pausing;

/// <summary>Says whether a custom resource of a box is left alone: by an annotation of itself, of its namespace or of its CRD. The pause that ends last counts (docs/decisions/081).</summary>
internal sealed class Pauses(Func<string?, PauseMark?> ofNamespaces, Func<PauseMark?> ofDefinition, TimeProvider clock)
{
    /// <summary>What a user deletes is never held up.</summary>
    public Pause? Find(CustomResourceRecord record)
    {
        if (record.Deleting)
            return null;
        var ofNamespace = ofNamespaces(record.Name.Namespace);
        var ofBox = ofDefinition();
        if ((record.Pause ?? ofNamespace ?? ofBox) is null)
            return null;
        var now = clock.GetUtcNow();
        var pause = Later(Later(null, record.Pause, "custom resource", now), ofNamespace, "namespace", now);
        return Later(pause, ofBox, "CRD", now);
    }

    private static Pause? Later(Pause? pause, PauseMark? mark, string by, DateTimeOffset now)
    {
        if (mark is null || mark.IsOver(now))
            return pause;
        var endsLater = pause is null || (pause.Until is { } until && (mark.Until is null || mark.Until > until));
        return endsLater ? new Pause(mark.Reason, mark.Until, by, mark.Fault ?? pause?.Fault) : pause! with { Fault = pause.Fault ?? mark.Fault };
    }
}
