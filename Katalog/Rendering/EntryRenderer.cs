using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders an operator box for one custom resource: pure, deterministic, without input or output.</summary>
public static class EntryRenderer
{
    /// <summary>Every child that the entry yields.</summary>
    /// <exception cref="RenderException">One or more wanted children cannot be rendered; it lists all of them.</exception>
    public static RenderedChildren RenderChildren(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);

        var customResource = context.CustomResource;
        var metadata = customResource["metadata"];
        var name = metadata?["name"]?.GetValue<string>() ?? throw new ArgumentException("The custom resource has no name.", nameof(context));
        var rendering = new Rendering(
            ContextScope.Of(entry, context),
            OwnerLabels.Of(entry.Types.ApiVersion, entry.Types.Kind, name),
            name,
            metadata["namespace"]?.GetValue<string>(),
            entry.Resources.Any(resource => ResourceShapes.IsWorkload(resource.Key)));
        foreach (var resource in entry.Resources)
        {
            if (resource.Body is { } body)
                rendering.Render(resource, body);
        }

        return rendering.Finish();
    }

    /// <summary>What the declared status fields say. Unconditional fields count only when the pass succeeded; what fails is listed in the result.</summary>
    public static StatusPatch RenderStatus(CrdEntry entry, RenderContext context, bool passSucceeded)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        return entry.Status.Fields.Count == 0
            ? new StatusPatch([], [], [])
            : new StatusRenderer(ContextScope.Of(entry, context), passSucceeded).Render(entry.Status.Fields);
    }

    /// <summary>One run over all entries.</summary>
    private sealed class Rendering(TemplateScope scope, OwnerLabels owner, string ownerName, string? ownerNamespace, bool ownerHasWorkloads)
    {
        private readonly ChildSet _children = new(ownerNamespace);
        private readonly List<RenderFailure> _failures = [];
        private bool _namesComplete = true;
        private long _size;

        public void Render(ResourceEntry resource, ChildBody body)
        {
            var renderer = new ChildRenderer(resource, body, owner, ownerName, ownerNamespace, ownerHasWorkloads);
            try
            {
                var (scopes, isComplete) = ForEachExpansion.Expand(body.ForEach, scope, RenderLimits.MaxChildren);
                _namesComplete &= isComplete;
                foreach (var element in scopes)
                    RenderOne(resource, renderer, element);
            }
            catch (RenderFaultException e)
            {
                Fail(resource, e.Place, e.Message);
            }
        }

        public RenderedChildren Finish() => _failures.Count == 0 ? new RenderedChildren(_children.ToList(), _namesComplete) : throw new RenderException(_failures);

        private void RenderOne(ResourceEntry resource, ChildRenderer renderer, TemplateScope element)
        {
            var wanted = true;
            try
            {
                wanted = renderer.IsWanted(element);
                var child = renderer.Render(element, wanted);
                _size += NodeSize.Of(child.Object);
                if (_size > RenderLimits.MaxSize || _children.Count >= RenderLimits.MaxChildren)
                    Fail(resource, resource.Place, $"the children of this custom resource are too many or too large: at most {RenderLimits.MaxChildren}, and {RenderLimits.MaxSize} characters");
                else if (_children.Add(child) is { } other)
                    Fail(resource, resource.Place, $"{other.Entry.Path} yields the same {child.Kind} {child.Name} in this pass");
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

        private void Fail(ResourceEntry resource, SourcePlace place, string message) => _failures.Add(new RenderFailure(resource.Path, place, message));
    }
}
