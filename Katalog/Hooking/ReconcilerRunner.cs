using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Hooking;

/// <summary>Asks the code of an entry for one custom resource.</summary>
internal static class ReconcilerRunner
{
    /// <summary>What it answers in a pass; null: nothing is asked here.</summary>
    /// <exception cref="UnheldException">The deletion of the custom resource would not wait for it.</exception>
    /// <exception cref="ExternalPendingException">Its answer is not there yet.</exception>
    /// <exception cref="ReconcileFailedException">It failed.</exception>
    /// <exception cref="SourcePendingException">Its secret is not known yet.</exception>
    /// <exception cref="RenderException">The question cannot be rendered.</exception>
    public static ReconcileReply? Ask(ReconcilerDefinition reconciler, TemplateScope scope, RenderContext context) => Ask(reconciler, reconciler.Call, scope, context);

    /// <summary>What it answers when the custom resource is being deleted; null: nothing is asked here.</summary>
    public static ReconcileReply? TakeLeave(ReconcilerDefinition reconciler, TemplateScope scope, RenderContext context) => Ask(reconciler, reconciler.Farewell, scope, context);

    private static ReconcileReply? Ask(ReconcilerDefinition reconciler, ExternalCall call, TemplateScope scope, RenderContext context)
    {
        if (context.External is not { } answers)
            return null;
        ExternalRequest request;
        try
        {
            request = ReconcileRequest.Render(reconciler, call, scope, context);
        }
        catch (RenderFaultException e)
        {
            throw new RenderException([new RenderFailure(reconciler.Path, e.Place, e.Message)]);
        }

        if (!context.IsHeld)
            throw new UnheldException();
        return ReconcileReply.Of(reconciler, request, answers.Ask(request));
    }

    /// <summary>Whether every declared child that is wanted is there, so that hooks which come after them can be asked.</summary>
    public static bool AreThere(IEnumerable<RenderedChild> wanted, RenderContext context, string? ownerNamespace)
    {
        var there = context.Children.Select(child => (Group(child.ApiVersion), child.Kind, child.Name, child.Namespace)).ToHashSet();
        // A cluster-scoped child has no namespace, whatever its owner has.
        return wanted.Where(child => child.Wanted).All(child =>
            there.Contains((Group(child.ApiVersion), child.Kind, child.Name, child.Namespace ?? ownerNamespace)) || there.Contains((Group(child.ApiVersion), child.Kind, child.Name, null)));
    }

    private static string Group(string apiVersion) => new KindReference(apiVersion, "").Group;
}
