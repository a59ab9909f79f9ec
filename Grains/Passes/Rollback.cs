using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Puts the last spec that worked in the place of one whose passes keep failing (docs/decisions/088). That spec, and which spec is rolled back, are annotations of the custom resource:
/// a restart changes nothing. It ends when the spec changes.</summary>
internal sealed class Rollback(MetadataWriter metadata)
{
    public const string Reason = "RolledBack";

    /// <summary>Whether this pass is of a spec that is rolled back, and begins it when it is time.</summary>
    /// <returns>What to render instead, or null; and the custom resource as it is then.</returns>
    public async Task<(RollbackState? State, JsonObject Live)> BeginAsync(BoxContext box, CustomResourceRecord record, JsonObject live, WriteCount writes, CancellationToken cancellationToken)
    {
        if (box.Entry.Rollback is not { } rollback || SpecText.Read(live.Annotation(Stamps.LastGoodSpec)) is not { } previous)
            return (null, live);
        // A status that is written on the main resource raises the generation, and changes no spec.
        var spec = CanonicalJson.Hash(live["spec"]).ToString("x16", CultureInfo.InvariantCulture);
        var message = MessageOf(live);
        if (!string.Equals(live.Annotation(Stamps.RolledBack), spec, StringComparison.Ordinal))
        {
            // Without resources of its own it would render again what fails.
            if (!IsDue(rollback, record) || (rollback.Resources.Count == 0 && JsonNode.DeepEquals(previous, live["spec"])))
                return (null, live);
            message = $"the last spec that worked is in place, because {record.ConsecutiveFailures} passes in a row failed: {record.LastOutcome?.Message}";
            live = await metadata.AnnotateAsync(box, record, live, Stamps.RolledBack, spec, writes, cancellationToken).ConfigureAwait(false);
        }

        var entry = rollback.Resources.Count == 0 ? box.Entry : box.Entry with { Resources = rollback.Resources };
        return (new RollbackState(entry, previous, message), live);
    }

    /// <summary>A pass of the written spec succeeded: it is what is gone back to from now on.</summary>
    public async Task SucceededAsync(BoxContext box, CustomResourceRecord record, JsonObject before, WriteCount writes, CancellationToken cancellationToken)
    {
        if (box.Entry.Rollback is null)
        {
            // A definition before this one kept it; it may hold what nobody wants to be kept.
            if (before.Annotation(Stamps.LastGoodSpec) is not null || before.Annotation(Stamps.RolledBack) is not null)
                await metadata.WriteAsync(box, record, record.Json.Parse(), new JsonObject { ["annotations"] = new JsonObject { [Stamps.LastGoodSpec] = null, [Stamps.RolledBack] = null } }, writes, cancellationToken).ConfigureAwait(false);
            return;
        }

        var live = record.Json.Parse();
        var isRolledBack = live.Annotation(Stamps.RolledBack) is not null;
        if (!isRolledBack && JsonNode.DeepEquals(SpecText.Read(live.Annotation(Stamps.LastGoodSpec)), live["spec"] ?? new JsonObject()))
            return;
        var text = SpecText.Write(live["spec"]);
        if (text is null && !isRolledBack && live.Annotation(Stamps.LastGoodSpec) is null)
            return;
        var annotations = new JsonObject { [Stamps.LastGoodSpec] = text };
        if (isRolledBack)
            annotations[Stamps.RolledBack] = null;
        await metadata.WriteAsync(box, record, live, new JsonObject { ["annotations"] = annotations }, writes, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsDue(RollbackDefinition rollback, CustomResourceRecord record) =>
        record.ConsecutiveFailures >= rollback.ConsecutiveFailures
        && (rollback.Within is not { } within || (record.LastPass is { } last && record.FirstFailure is { } first && last - first <= within));

    /// <summary>As the condition has it since it was rolled back.</summary>
    private static string MessageOf(JsonObject live) =>
        (live["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => (string?)condition["type"] is Reason)?["message"]?.ToString()
        ?? "the last spec that worked is in place";
}
