using Orkestra.Grains.Boxes;
using Orkestra.Grains.External;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Hooking;

/// <summary>Tells code of the entry that its custom resource is being deleted, while the children are still there.</summary>
internal static class Farewell
{
    /// <returns>When it is asked again; null when it is done, and is not asked any more.</returns>
    /// <exception cref="PassException">It failed, or its answer is not there yet.</exception>
    public static TimeSpan? Take(BoxContext box, CustomResourceRecord record, RenderContext context)
    {
        var replies = PendingInput.Read(() => EntryRenderer.TakeLeave(box.Entry, context));
        if (replies.FirstOrDefault(reply => reply.IsUnfinished) is { } unfinished)
        {
            // The same question again has another answer.
            (context.External as PassAnswers)?.Spend();
            return unfinished.RequeueAfter;
        }

        record.HasTakenLeave = true;
        return null;
    }
}
