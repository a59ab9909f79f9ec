using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Passes;

/// <summary>What a pass renders in place of a spec that does not work.</summary>
/// <param name="Entry">The entry with the resources of <c>onRollback</c>, or as it is.</param>
/// <param name="PreviousSpec">The last spec that worked.</param>
/// <param name="Message">Why.</param>
internal sealed record RollbackState(CrdEntry Entry, JsonObject PreviousSpec, string Message)
{
    /// <summary>What is rendered from. What has resources of its own asks nothing of the outside, which may be what fails; without resources of its own the children themselves, from the last spec that worked.</summary>
    public RenderContext Of(CrdEntry declared, RenderContext context)
    {
        if (!ReferenceEquals(Entry, declared))
            return context with { PreviousSpec = PreviousSpec, External = null };
        return LabelsOf(context);
    }

    /// <summary>What the labels of the custom resource are rendered from: they may be what does not work.</summary>
    public RenderContext LabelsOf(RenderContext context)
    {
        var before = (JsonObject)context.CustomResource.DeepClone();
        before["spec"] = PreviousSpec.DeepClone();
        return context with { CustomResource = before, PreviousSpec = PreviousSpec };
    }
}
