using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders an operator box for one custom resource: pure, deterministic, without input or output.</summary>
public static class EntryRenderer
{
    /// <summary>Every child that the entry yields; none where a rule refuses the custom resource.</summary>
    /// <exception cref="SourcePendingException">A child copies from an object that is not known yet.</exception>
    /// <exception cref="ExternalPendingException">An answer of the outside is not there yet.</exception>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    /// <exception cref="UnheldException">Code is to be asked, and the deletion of the custom resource would not wait for it.</exception>
    /// <exception cref="ReconcileFailedException">Code failed.</exception>
    /// <exception cref="ExternalCallException">An external call failed that must not.</exception>
    /// <exception cref="RenderException">One or more wanted children cannot be rendered; it lists all of them.</exception>
    public static RenderedChildren RenderChildren(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);

        if (context.CustomResource["metadata"]?["name"] is null)
            throw new ArgumentException("The custom resource has no name.", nameof(context));
        var failures = new List<RenderFailure>();
        var scope = ContextScope.Of(entry, context);
        CrossRunner.Check(entry, scope, failures);
        // Where there are gates they have asked already, and failPolicy has decided.
        if (entry.Gates.Count == 0)
            scope = ExternalRunner.Ask(entry.External.Gates, scope, context);
        scope = Normalizer.Apply(entry.Normalize, scope, failures.Add);
        scope = ExternalRunner.Ask(entry.External.Mutation, scope, context);
        scope = RuleRunner.Mutate(entry.Admission, scope, failures.Add);
        scope = ExternalRunner.Ask(entry.External.Validation, scope, context);
        var violations = RuleRunner.Validate(entry.Admission, scope, inPass: true, failures.Add);
        if (failures.Count > 0)
            throw new RenderException(failures);
        if (violations.Any(static violation => !violation.IsWarning))
            return new RenderedChildren([], NamesComplete: false) { Violations = violations };
        if (!IsWanted(entry, scope))
            return new RenderedChildren([], NamesComplete: true) { Violations = violations, IsGated = true };
        scope = ExternalRunner.Ask(entry.External.Children, scope, context);
        var rendering = Begin(entry, scope, context);
        var rendered = RenderResources(rendering, entry.Resources);
        if (entry.Reconcilers.Count > 0)
            rendered = rendering.Ask(entry.Reconcilers, context, rendered);
        rendered = rendered with { Violations = violations };
        return ExternalRunner.AnyFailed(entry, context) || CrossRunner.AnyMissing(entry, scope) ? rendered with { NamesComplete = false } : rendered;
    }

    /// <summary>The children that these entries yield.</summary>
    /// <exception cref="SourcePendingException">A child copies from an object that is not known yet.</exception>
    /// <exception cref="RenderException">One or more wanted children cannot be rendered; it lists all of them.</exception>
    internal static RenderedChildren RenderResources(CrdEntry entry, IReadOnlyList<ResourceEntry> resources, TemplateScope scope, RenderContext context) =>
        RenderResources(Begin(entry, scope, context), resources);

    private static RenderedChildren RenderResources(Rendering rendering, IReadOnlyList<ResourceEntry> resources)
    {
        foreach (var resource in resources)
        {
            if (resource.Body is { } body)
                rendering.Render(resource, body);
        }

        return rendering.Finish();
    }

    /// <summary>The children that these entries name, without their objects.</summary>
    /// <exception cref="RenderException">A name cannot be rendered.</exception>
    internal static IReadOnlyList<RenderedChild> NameResources(CrdEntry entry, IReadOnlyList<ResourceEntry> resources, TemplateScope scope, RenderContext context)
    {
        var rendering = Begin(entry, scope, context);
        foreach (var resource in resources)
        {
            if (resource.Body is { } body)
                rendering.Render(resource, body, isNameOnly: true);
        }

        return rendering.Finish().Children;
    }

    private static Rendering Begin(CrdEntry entry, TemplateScope scope, RenderContext context)
    {
        var metadata = context.CustomResource["metadata"];
        var name = metadata!["name"]!.GetValue<string>();
        return new Rendering(
            scope,
            OwnerLabels.Of(entry.Types.ApiVersion, entry.Types.Kind, name),
            name,
            metadata["namespace"]?.GetValue<string>(),
            entry.Resources.Any(resource => ResourceShapes.IsWorkload(resource.Key)),
            new WatchedWorld(context.Children, context.Sources));
    }

    /// <summary>What code of the entry answers about a custom resource that is being deleted, of each in its order.</summary>
    /// <exception cref="SourcePendingException">The secret of a call is not known yet.</exception>
    /// <exception cref="ExternalPendingException">An answer is not there yet.</exception>
    /// <exception cref="ReconcileFailedException">Code failed.</exception>
    /// <exception cref="RenderException">A question cannot be rendered.</exception>
    public static IReadOnlyList<ReconcileReply> TakeLeave(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        var failures = new List<RenderFailure>();
        var scope = RuleRunner.Mutate(entry.Admission, Normalizer.Apply(entry.Normalize, ContextScope.Of(entry, context), failures.Add), failures.Add);
        return failures.Count == 0 ? [.. entry.Reconcilers.Select(reconciler => ReconcilerRunner.TakeLeave(reconciler, scope, context)).OfType<ReconcileReply>()] : throw new RenderException(failures);
    }

    /// <summary>What the declared status fields say. Unconditional fields count only when the pass succeeded; what fails is listed in the result.</summary>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    public static StatusPatch RenderStatus(CrdEntry entry, RenderContext context, bool passSucceeded)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        if (entry.Status.Fields.Count == 0)
            return new StatusPatch([], [], []);
        var failures = new List<RenderFailure>();
        var scope = Normalizer.Apply(entry.Normalize, ContextScope.Of(entry, context), failures.Add);
        scope = RuleRunner.Mutate(entry.Admission, scope, failures.Add);
        var patch = new StatusRenderer(scope, passSucceeded).Render(entry.Status.Fields);
        return failures.Count == 0 ? patch : patch with { Failures = [.. failures, .. patch.Failures] };
    }

    /// <summary>Every rule of the entry that the custom resource does not obey, warnings too.</summary>
    /// <exception cref="RenderException">A rule cannot be evaluated.</exception>
    public static IReadOnlyList<RuleViolation> Validate(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        var failures = new List<RenderFailure>();
        var scope = RuleRunner.Mutate(entry.Admission, Normalizer.Apply(entry.Normalize, ContextScope.Of(entry, context), failures.Add), failures.Add);
        var violations = RuleRunner.Validate(entry.Admission, scope, inPass: false, failures.Add);
        return failures.Count == 0 ? violations : throw new RenderException(failures);
    }

    private static bool IsWanted(CrdEntry entry, TemplateScope scope)
    {
        try
        {
            return entry.WantedWhile.Holds(scope);
        }
        catch (TemplateException e)
        {
            throw new RenderException([new RenderFailure("preReconcile", entry.Place, $"a condition failed: {e.Id}: {e.Message}")]);
        }
    }

    /// <summary>One run over all entries.</summary>
    private sealed class Rendering(TemplateScope scope, OwnerLabels owner, string ownerName, string? ownerNamespace, bool ownerHasWorkloads, WatchedWorld world)
    {
        private readonly ChildSet _children = new(ownerNamespace);
        private readonly List<RenderFailure> _failures = [];
        private bool _namesComplete = true;
        private long _size;

        /// <param name="resource">The entry.</param>
        /// <param name="body">Its compiled part.</param>
        /// <param name="isNameOnly">Wanted children are named and not rendered; those that are not wanted are left out.</param>
        public void Render(ResourceEntry resource, ChildBody body, bool isNameOnly = false)
        {
            var renderer = new ChildRenderer(resource, body, owner, ownerName, ownerNamespace, ownerHasWorkloads, world);
            try
            {
                if (body.ForEach is null)
                {
                    RenderOne(resource, renderer, scope, isNameOnly);
                    return;
                }

                var (scopes, isComplete) = ForEachExpansion.Expand(body.ForEach, scope, RenderLimits.MaxChildren);
                _namesComplete &= isComplete;
                foreach (var element in scopes)
                    RenderOne(resource, renderer, element, isNameOnly);
            }
            catch (RenderFaultException e)
            {
                Fail(resource, e.Place, e.Message);
            }
        }

        public RenderedChildren Finish() => _failures.Count == 0 ? new RenderedChildren(_children.ToList(), _namesComplete) { NextChange = world.NextChange } : throw new RenderException(_failures);

        /// <summary>Adds what code answers. Hooks that come after the declared children are asked when those are there.</summary>
        public RenderedChildren Ask(IReadOnlyList<ReconcilerDefinition> reconcilers, RenderContext context, RenderedChildren declared)
        {
            var replies = new List<ReconcileReply>();
            foreach (var reconciler in reconcilers)
            {
                if (!reconciler.RunsFirst && context.External is not null && !ReconcilerRunner.AreThere(declared.Children, context, ownerNamespace))
                    return Finish() with { NamesComplete = false, IsPartial = true, Replies = replies };
                if (ReconcilerRunner.Ask(reconciler, scope, context) is not { } reply)
                {
                    _namesComplete = false;
                    continue;
                }

                replies.Add(reply);
                foreach (var child in new ReplyRenderer(reconciler, scope, owner, ownerName, ownerNamespace, ownerHasWorkloads, world).Render(reply.Resources))
                    Add(child.Entry, child);
            }

            return Finish() with { Replies = replies };
        }

        private void RenderOne(ResourceEntry resource, ChildRenderer renderer, TemplateScope element, bool isNameOnly)
        {
            var wanted = true;
            try
            {
                wanted = renderer.IsWanted(element);
                if (isNameOnly)
                {
                    if (wanted)
                        Add(resource, renderer.Render(element, wanted: false, copyTo: null, CopyGroup.None));
                    return;
                }

                var (copies, isComplete) = renderer.Copies(element);
                _namesComplete &= isComplete;
                if (copies is null)
                    Add(resource, renderer.Render(element, wanted, copyTo: null, CopyGroup.None));
                else
                    AddCopies(resource, renderer, element, wanted, copies);
            }
            catch (RenderFaultException e) when (wanted)
            {
                Fail(resource, e.Place, e.Message);
            }
            catch (RenderFaultException)
            {
                _namesComplete = false;
            }
        }

        private void AddCopies(ResourceEntry resource, ChildRenderer renderer, TemplateScope element, bool wanted, IReadOnlyList<string> namespaces)
        {
            var copies = new CopyGroup(namespaces);
            foreach (var ns in namespaces)
                Add(resource, renderer.Render(element, wanted, ns, copies));
        }

        private void Add(ResourceEntry resource, RenderedChild child)
        {
            _size += NodeSize.Of(child.Object);
            if (_size > RenderLimits.MaxSize || _children.Count >= RenderLimits.MaxChildren)
                Fail(resource, resource.Place, $"the children of this custom resource are too many or too large: at most {RenderLimits.MaxChildren}, and {RenderLimits.MaxSize} characters");
            else if (_children.Add(child) is { } other)
                Fail(resource, resource.Place, $"{other.Entry.Path} yields the same {child.Kind} {child.Name} in this pass");
        }

        private void Fail(ResourceEntry resource, SourcePlace place, string message) => _failures.Add(new RenderFailure(resource.Path, place, message));
    }
}
