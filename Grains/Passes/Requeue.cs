using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Passes;

/// <summary>Says when a pass that succeeded comes back by itself.</summary>
internal static class Requeue
{
    /// <summary>A declaration that gives no time makes the pass fail, after its children: somebody relies on it.</summary>
    public static PassReport Of(CrdEntry entry, RenderContext context, PassReport report)
    {
        if (entry.Requeue is null || !report.Succeeded)
            return report;
        try
        {
            var declared = TuningRenderer.RequeueAfter(entry, context);
            // Code may have asked to be run again sooner.
            return declared is null || report.RequeueAfter < declared ? report : report with { RequeueAfter = declared };
        }
        catch (RenderException error)
        {
            return report with { Result = PassResult.Failed, Reason = "RenderError", Message = error.Message };
        }
    }
}
