using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Says when passes are made, as far as the entry decides it. Pure, as <see cref="EntryRenderer"/>.</summary>
public static class TuningRenderer
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>After how long a custom resource whose pass succeeded is looked at again; null: not by itself. At least a second.</summary>
    /// <exception cref="RenderException">The definition gives no duration.</exception>
    public static TimeSpan? RequeueAfter(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Requeue is not { After: { } after } requeue)
            return null;
        try
        {
            var scope = ContextScope.Of(entry, context);
            if (!requeue.Conditions.Holds(scope) || Values.ToText(after.Evaluate(scope), after.Place) is not { Length: > 0 } text)
                return null;
            if (!DurationText.TryParse(text, out var time) || time <= TimeSpan.Zero)
                throw new RenderFaultException(after.Place, $"requeue needs a duration, and this is {text}");
            return time < Shortest ? Shortest : time;
        }
        catch (RenderFaultException fault)
        {
            throw new RenderException([new RenderFailure("requeue", fault.Place, fault.Message)]);
        }
        catch (TemplateException fault)
        {
            throw new RenderException([new RenderFailure("requeue", requeue.Place, $"a condition failed: {fault.Id}: {fault.Message}")]);
        }
    }

    /// <summary>Whether a custom resource waits beside a queue that is deep; what cannot be asked defers nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="customResource">As it is written.</param>
    /// <param name="isFull">True: at the limit; false: at the threshold below it.</param>
    /// <param name="now">The time.</param>
    public static bool Defers(CrdEntry entry, JsonObject customResource, bool isFull, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(customResource);
        if (entry.Behaviour is not { } behaviour)
            return false;
        var scope = new TemplateScope(customResource.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal), TemplateSurroundings.At(now));
        try
        {
            return behaviour.AtThreshold?.Holds(scope) is true || (isFull && behaviour.AtLimit?.Holds(scope) is true);
        }
        catch (TemplateException)
        {
            return false;
        }
    }

    /// <summary>Whether the box is to be scaled; false where its conditions cannot be asked.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="figures">Of the box.</param>
    /// <param name="cross">What <c>cross</c> is, by alias, or null.</param>
    /// <param name="now">The time.</param>
    public static bool IsScaled(CrdEntry entry, BoxFigures figures, JsonObject? cross, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(figures);
        if (entry.Autoscale is not { } autoscale)
            return false;
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal) { ["metrics"] = Shown(figures), ["cross"] = cross ?? [] };
        try
        {
            return autoscale.Conditions.Holds(new TemplateScope(variables, TemplateSurroundings.At(now)));
        }
        catch (TemplateException)
        {
            return false;
        }
    }

    /// <summary>The figures under the names of <see cref="BoxFigures.Names"/>.</summary>
    public static JsonObject Shown(BoxFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new JsonObject
        {
            ["workersBusyPercent"] = figures.WorkersBusyPercent,
            ["workersIdlePercent"] = 100 - figures.WorkersBusyPercent,
            ["queueDepth"] = figures.QueueDepth,
            ["reconcileDurationP95Ms"] = figures.ReconcileDurationP95Ms,
            ["errorRatePercent"] = figures.ErrorRatePercent,
        };
    }
}
