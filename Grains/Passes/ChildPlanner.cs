using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Renders the children of a custom resource and finds their place in the cluster. Everything that forbids the pass is found here, before the first write.</summary>
internal sealed class ChildPlanner(PassServices services)
{
    public Task<PassPlan> PlanAsync(BoxContext box, JsonObject customResource, RenderContext context, CancellationToken cancellationToken) =>
        PlanAsync(box, box.Entry, customResource, context, cancellationToken);

    /// <param name="box">The box.</param>
    /// <param name="entry">What is rendered: the entry of the box, or what takes its place after failures.</param>
    /// <param name="customResource">The custom resource.</param>
    /// <param name="context">What it is rendered from.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<PassPlan> PlanAsync(BoxContext box, CrdEntry entry, JsonObject customResource, RenderContext context, CancellationToken cancellationToken)
    {
        if (box.Entry.NotExecuted is [var first, ..])
            throw new PassException(PassResult.Failed, "NotExecuted", first.ToString());
        NamespaceGuard.Check(box.Entry, customResource.Namespace, $"{customResource.Kind} {customResource.Name}");
        var rendered = PendingInput.Read(() => EntryRenderer.RenderChildren(entry, context));
        if (rendered.IsDenied)
            throw new PassException(PassResult.Denied, RuleText.Denied, RuleText.Of(rendered.Violations, warnings: false)) { Violations = rendered.Violations };
        var planned = new List<PlannedChild>(rendered.Children.Count);
        var places = new HashSet<(string Group, string Kind, ObjectName Name)>();
        foreach (var child in rendered.Children)
        {
            var plan = await PlaceAsync(box, child, customResource.Namespace, cancellationToken).ConfigureAwait(false);
            if (!places.Add((plan.Resource.Group, plan.Resource.Kind, plan.Name)))
                throw new PassException(PassResult.Failed, "DuplicateChild", $"two entries make {plan}; the second is {child.Entry.Path}: give it another name");
            if (plan.Wanted)
                NamespaceGuard.Check(box.Entry, plan.Name.Namespace, plan.ToString());
            planned.Add(plan);
        }

        return new PassPlan(planned, rendered.NamesComplete, rendered.Violations, rendered.IsGated) { NextChange = rendered.NextChange, Replies = rendered.Replies, IsPartial = rendered.IsPartial };
    }

    /// <summary>Where a rendered child belongs in the cluster.</summary>
    public async Task<PlannedChild> PlaceAsync(BoxContext box, RenderedChild child, string? ownerNamespace, CancellationToken cancellationToken)
    {
        var resource = await ServedKinds.FindAsync(services.Client.Discovery, child.ApiVersion, child.Kind, orOlder: !child.Entry.IsNative, cancellationToken).ConfigureAwait(false)
            ?? throw new PassException(PassResult.Failed, "KindNotServed", $"the API server does not serve {child.ApiVersion} {child.Kind}, which {child.Entry.Path} makes");
        var watch = await box.Kinds.WatchAsync(resource, cancellationToken).ConfigureAwait(false);
        if (!watch.IsSynced)
            throw new PassException(PassResult.Waiting, "WaitingForWatch", $"waiting for the first listing of {resource.Plural}{(watch.LastError is { } error ? ": " + error : "")}", TimeSpan.FromSeconds(1)) { IsBrief = watch.LastError is null };

        var ns = resource.Namespaced ? child.Namespace ?? ownerNamespace : null;
        if (resource.Namespaced && ns is null)
            throw new PassException(PassResult.Failed, "NamespaceMissing", $"{child.Entry.Path} makes a namespaced {child.Kind} for a cluster-scoped resource: give it a namespace");
        if (child.Object is { } desired)
        {
            ServedKinds.Rewrite(desired, child.ApiVersion, resource);
            if (ns is not null)
                desired["metadata"]!["namespace"] = ns;
        }

        // What stays when its owner goes has no owner that the cluster knows.
        var canBeOwned = child.Entry.Deletion is ChildDeletion.Delete && (ownerNamespace is null || string.Equals(ownerNamespace, ns, StringComparison.Ordinal));
        return new PlannedChild(child.Entry, resource, new ObjectName(ns, child.Name), child.Wanted ? child.Object : null, canBeOwned);
    }
}
