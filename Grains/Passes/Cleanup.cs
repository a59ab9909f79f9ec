using System.Globalization;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Deletes a custom resource that is done with: when the conditions of <c>cleanup</c> have held for as long as it says. Since when they hold is an annotation of the custom resource,
/// so the time outlives the process; a timer of the box brings the key back when it is over.</summary>
internal sealed class Cleanup(PassServices services, MetadataWriter metadata)
{
    /// <summary>Conditions that cannot be asked are told before the status says that all is well.</summary>
    public static (bool IsKnown, PassReport Report) Check(BoxContext box, RenderContext context, PassReport report)
    {
        try
        {
            PendingInput.Read(() => LifecycleRenderer.WantsCleanup(box.Entry, context));
            return (true, report);
        }
        catch (RenderException error)
        {
            return (false, report.Succeeded ? report with { Result = PassResult.Failed, Reason = "RenderError", Message = error.Message } : report);
        }
    }

    /// <param name="box">The box.</param>
    /// <param name="record">The custom resource.</param>
    /// <param name="context">What the pass rendered from.</param>
    /// <param name="writes">Counts writes.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>When it is to be deleted; null: not by time alone, or it is being deleted now.</returns>
    public async Task<DateTimeOffset?> RunAsync(BoxContext box, CustomResourceRecord record, RenderContext context, WriteCount writes, CancellationToken cancellationToken)
    {
        if (box.Entry.Cleanup is not { } cleanup)
            return null;
        // As the status of this very pass has left it.
        var live = record.Json.Parse();
        var now = services.Clock.GetUtcNow();
        var pendingSince = Time(live.Annotation(Stamps.CleanupPendingSince));
        if (!PendingInput.Read(() => LifecycleRenderer.WantsCleanup(box.Entry, context with { CustomResource = live, Now = now })))
        {
            if (pendingSince is not null)
                await metadata.AnnotateAsync(box, record, live, Stamps.CleanupPendingSince, null, writes, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (cleanup.DeleteAfter is { } after)
        {
            var since = cleanup.HasConditions ? pendingSince : Time((string?)live["metadata"]?["creationTimestamp"]);
            if (since is null)
            {
                var text = Stamps.Time(now);
                await metadata.AnnotateAsync(box, record, live, Stamps.CleanupPendingSince, text, writes, cancellationToken).ConfigureAwait(false);
                since = Time(text);
            }

            if (since + after > now)
                return since + after;
        }

        writes.Add();
        // As it was judged: what a user changed meanwhile may be that it is to stay.
        // Foreground, the cluster would delete all children at once, whatever the order of onDelete.
        var propagation = box.Entry.Deletion is null ? PropagationPolicy.Foreground : PropagationPolicy.Background;
        await services.Client.DeleteAsync(box.Resource, record.Name, new DeleteOptions { Uid = record.Uid, ResourceVersion = record.ResourceVersion, Propagation = propagation }, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
