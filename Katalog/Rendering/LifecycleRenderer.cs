using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders what an entry says of a custom resource besides its children and its status: events, labels, its end. Pure, as all rendering.</summary>
public static class LifecycleRenderer
{
    /// <summary>The events of a pass.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="context">The custom resource as the pass left it.</param>
    /// <param name="passSucceeded">How the pass ended.</param>
    /// <returns>The events, and what could not be rendered.</returns>
    public static (IReadOnlyList<RenderedEvent> Events, IReadOnlyList<RenderFailure> Failures) RenderEvents(CrdEntry entry, RenderContext context, bool passSucceeded)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var due = entry.Events.Where(each => passSucceeded ? each.OnSuccess : each.OnFailure).ToList();
        if (due.Count == 0)
            return ([], []);
        var failures = new List<RenderFailure>();
        var scope = Scope(entry, context, failures);
        var events = new List<RenderedEvent>();
        foreach (var definition in due)
        {
            try
            {
                if (definition.Conditions.Holds(scope))
                    events.Add(new RenderedEvent(definition.Name, definition.Type is "Warning", Text(definition.Reason, scope), Text(definition.Message, scope)));
            }
            catch (Exception error) when (error is RenderFaultException or TemplateException)
            {
                failures.Add(new RenderFailure($"emit.events.{definition.Name}", definition.Place, error.Message));
            }
        }

        return (events, failures);
    }

    /// <summary>The labels that the custom resource itself gets, by name.</summary>
    /// <exception cref="RenderException">A label cannot be rendered.</exception>
    public static IReadOnlyDictionary<string, string> RenderLabels(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (entry.Labels is not { } map)
            return labels;
        var scope = Checked(entry, context);
        foreach (var (name, value) in map.Entries)
        {
            try
            {
                labels[name] = Text(value, scope);
            }
            catch (Exception error) when (error is RenderFaultException or TemplateException)
            {
                throw new RenderException([new RenderFailure($"labels.{name}", value.Place, error.Message)]);
            }
        }

        return labels;
    }

    /// <summary>Whether the conditions of <c>cleanup</c> hold.</summary>
    /// <exception cref="RenderException">A condition failed.</exception>
    public static bool WantsCleanup(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Cleanup is not { } cleanup)
            return false;
        if (cleanup.Conditions.IsEmpty)
            return true;
        try
        {
            return cleanup.Conditions.Holds(Checked(entry, context));
        }
        catch (TemplateException error)
        {
            throw new RenderException([new RenderFailure("cleanup", cleanup.Place, $"a condition failed: {error.Id}: {error.Message}")]);
        }
    }

    /// <summary>What is made at the end of a custom resource, in the order in which it is applied; switched-off objects too.</summary>
    /// <exception cref="RenderException">Something cannot be rendered; it lists all of it.</exception>
    /// <exception cref="SourcePendingException">Something copies from an object that is not known yet.</exception>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    public static IReadOnlyList<RenderedChild> RenderDeletionObjects(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        return entry.Deletion is { Resources: { Count: > 0 } resources } ? EntryRenderer.RenderResources(entry, resources, Checked(entry, context), context).Children : [];
    }

    /// <summary>The children of a group: kinds and names; none has an object.</summary>
    /// <exception cref="RenderException">A name cannot be rendered; it lists all of them.</exception>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    public static IReadOnlyList<RenderedChild> NameDeletionGroup(CrdEntry entry, DeletionGroup group, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);
        return EntryRenderer.NameResources(entry, group.Members, Checked(entry, context), context);
    }

    /// <summary>Whether the conditions of a group hold.</summary>
    /// <exception cref="RenderException">A condition failed.</exception>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    public static bool MayBegin(CrdEntry entry, DeletionGroup group, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return group.Conditions.Holds(Checked(entry, context));
        }
        catch (TemplateException error)
        {
            throw new RenderException([new RenderFailure($"onDelete {group.Name}", entry.Deletion?.Place ?? entry.Place, $"a condition failed: {error.Id}: {error.Message}")]);
        }
    }

    private static TemplateScope Checked(CrdEntry entry, RenderContext context)
    {
        var failures = new List<RenderFailure>();
        var scope = Scope(entry, context, failures);
        return failures.Count == 0 ? scope : throw new RenderException(failures);
    }

    private static TemplateScope Scope(CrdEntry entry, RenderContext context, List<RenderFailure> failures) =>
        RuleRunner.Mutate(entry.Admission, Normalizer.Apply(entry.Normalize, ContextScope.Of(entry, context), failures.Add), failures.Add);

    private static string Text(Fragment? fragment, TemplateScope scope) => fragment is null ? "" : Values.ToText(fragment.Evaluate(scope), fragment.Place) ?? "";
}
