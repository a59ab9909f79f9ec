using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Resources;

/// <summary>How many pods an autoscaled workload has (docs/decisions/087). What is there now is where it starts from, so what somebody else sets is no drift;
/// when it last changed is an annotation of the workload, so a cooldown outlives the process.</summary>
internal static class WorkloadScaling
{
    /// <summary>The annotation that says when the number of pods was last changed.</summary>
    public const string ScaledAtKey = "orkestra.orkspace.io/scaled-at";

    public static long Replicas(WorkloadAutoscale autoscale, ChildScope child, string kind, long declared, JsonObject target)
    {
        var scope = child.Fields.Scope;
        var now = scope.Surroundings.Now;
        var min = Whole(autoscale.Min, scope) ?? 1;
        var max = Math.Max(min, Whole(autoscale.Max, scope) ?? min);
        var live = child.World.Live(kind, child);
        var present = Math.Clamp((long?)Number(live?["spec"]?["replicas"]) ?? declared, min, max);
        var scaledAt = OnceValues.ReadTime((string?)live?["metadata"]?["annotations"]?[ScaledAtKey]);
        // The first pass makes the workload as it is declared.
        var wanted = live is null ? present : Step(autoscale, scope, present, min, max);
        if (wanted != present && scaledAt is { } last && last + autoscale.Cooldown > now)
        {
            child.World.ChangesAt(last + autoscale.Cooldown);
            wanted = present;
        }

        if (wanted != present)
        {
            scaledAt = now;
            // The conditions may still hold then.
            if (autoscale.Cooldown > TimeSpan.Zero)
                child.World.ChangesAt(now + autoscale.Cooldown);
        }

        if (scaledAt is { } time)
            Annotate(target, time);
        return wanted;
    }

    private static long Step(WorkloadAutoscale autoscale, TemplateScope scope, long present, long min, long max)
    {
        if (autoscale.Up is { } up && Holds(up, scope))
            return Math.Clamp(Math.Max(present, Whole(up.Target, scope) ?? (present + (Whole(up.By, scope) ?? 1))), min, max);
        if (autoscale.Down is { } down && Holds(down, scope))
            return Math.Clamp(Math.Min(present, Whole(down.Target, scope) ?? (present - (Whole(down.By, scope) ?? 1))), min, max);
        return present;
    }

    private static bool Holds(ScaleStep step, TemplateScope scope)
    {
        try
        {
            return step.Conditions.Holds(scope);
        }
        catch (TemplateException error)
        {
            throw new RenderFaultException(step.Place, $"a condition failed: {error.Id}: {error.Message}", error);
        }
    }

    private static void Annotate(JsonObject target, DateTimeOffset time)
    {
        var metadata = target["metadata"]!.AsObject();
        if (metadata["annotations"] is not JsonObject annotations)
            metadata["annotations"] = annotations = [];
        annotations[ScaledAtKey] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static long? Whole(Fragment? fragment, TemplateScope scope) => fragment is null ? null : Values.ToWhole(fragment.Evaluate(scope), fragment.Place);
}
