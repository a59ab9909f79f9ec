using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Asks external calls in their order; each one sees the answers of those before it.</summary>
internal static class ExternalRunner
{
    public const string Variable = "external";

    /// <summary>Every call of the entry by its name: with its answer, where this pass was given one. Of several calls with one name the last one that was called counts.</summary>
    public static JsonObject Known(CrdEntry entry, RenderContext context)
    {
        var known = new JsonObject();
        foreach (var call in entry.External.All)
        {
            if (context.External?.Find(call.Path) is { } answer)
                known[call.Name] = ExternalView.Of(call, answer);
            else
                known.TryAdd(call.Name, ExternalView.NotCalled());
        }

        return known;
    }

    /// <summary>Whether a call of this pass failed, so that what depends on it is not known.</summary>
    public static bool AnyFailed(CrdEntry entry, RenderContext context) =>
        context.External is { } answers && entry.External.All.Any(call => answers.Find(call.Path) is { } answer && call.FaultOf(answer).Length > 0);

    /// <summary>The variables with the answers of these calls.</summary>
    /// <exception cref="ExternalPendingException">An answer is not there yet.</exception>
    /// <exception cref="ExternalCallException">A call failed that must not.</exception>
    /// <exception cref="SourcePendingException">The secret of a call is not known yet.</exception>
    /// <exception cref="RenderException">A call cannot be rendered.</exception>
    public static TemplateScope Ask(IReadOnlyList<ExternalCall> calls, TemplateScope scope, RenderContext context)
    {
        if (context.External is not { } answers)
            return scope;
        ExternalPendingException? first = null;
        var pending = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in calls.Where(call => call.CountsInPasses))
        {
            // What only asks and needs none of the answers that are on their way is asked beside them.
            if (first is not null && (!call.OnlyAsks || call.ReadsAnswerOf(pending)))
                pending.Add(call.Name);
            else if (Render(call, scope, context) is { } request)
                scope = Ask(request, answers, scope, pending, ref first);
        }

        return first is null ? scope : throw first;
    }

    private static TemplateScope Ask(ExternalRequest request, IExternalAnswers answers, TemplateScope scope, HashSet<string> pending, ref ExternalPendingException? first)
    {
        var call = request.Call;
        ExternalAnswer answer;
        try
        {
            answer = answers.Ask(request);
        }
        catch (ExternalPendingException waits)
        {
            first ??= waits;
            pending.Add(call.Name);
            return scope;
        }

        if (!call.ContinueOnError && call.FaultOf(answer) is { Length: > 0 } fault)
            throw new ExternalCallException($"external call {call.Name}: {request}: {fault}");
        var known = scope.TryGet(Variable, out var before) && before is JsonObject given ? (JsonObject)given.DeepClone() : [];
        known[call.Name] = ExternalView.Of(call, answer);
        return scope.With(Variable, known);
    }

    /// <returns>Null when its conditions do not hold.</returns>
    private static ExternalRequest? Render(ExternalCall call, TemplateScope scope, RenderContext context)
    {
        try
        {
            return call.Conditions.All(conditions => conditions.Holds(scope)) ? ExternalRequestRenderer.Render(call, scope, context) : null;
        }
        catch (RenderFaultException e)
        {
            throw new RenderException([new RenderFailure(call.Path, e.Place, e.Message)]);
        }
        catch (TemplateException e)
        {
            throw new RenderException([new RenderFailure(call.Path, call.Place, $"a condition failed: {e.Id}: {e.Message}")]);
        }
    }
}
