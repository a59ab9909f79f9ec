using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Asks the gates of an entry: at the queue whether an event counts, and in front of a pass whether it is made.</summary>
public static class GateKeeper
{
    /// <summary>Whether an event of the custom resource counts.</summary>
    /// <param name="entry">Has the gates.</param>
    /// <param name="before">The oldest state that no pass has acted on; null: it was made.</param>
    /// <param name="now">The newest state.</param>
    public static bool LetsIn(CrdEntry entry, JsonObject? before, JsonObject now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var changed = Sentinels.Of(before, now);
        return entry.Gates.All(gate => !gate.IsAtQueue || gate.LetsIn(changed));
    }

    /// <summary>Whether a pass may be made for the custom resource: every gate of the entry is open. One that cannot be asked is as its <c>failPolicy</c> says.</summary>
    /// <exception cref="SourcePendingException">The secret of a call is not known yet.</exception>
    /// <exception cref="ExternalPendingException">An answer of the outside is not there yet.</exception>
    /// <exception cref="CrossPendingException">What another entry has is not known yet.</exception>
    public static GateAnswer Ask(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        if (entry.Gates.Count == 0)
            return GateAnswer.Open;
        var changed = context.Change is { } change ? Sentinels.Of(change.Before, context.CustomResource) : FrozenSet<string>.Empty;
        var scope = ContextScope.Of(entry, context);
        if (entry.ReadsChanges)
        {
            foreach (var name in Sentinels.Names)
                scope = scope.With(name, changed.Contains(name) ? "true" : "false");
        }

        foreach (var gate in entry.Gates)
        {
            var answer = Ask(entry, gate, scope, changed, context);
            if (!answer.IsOpen)
                return answer;
        }

        return GateAnswer.Open;
    }

    private static GateAnswer Ask(CrdEntry entry, Gate gate, TemplateScope scope, IReadOnlySet<string> changed, RenderContext context)
    {
        try
        {
            var asked = ExternalRunner.Ask(gate.Calls, ExternalRunner.Ask(entry.External.Gates, scope, context), context);
            return gate.IsOpen(asked, changed) ? GateAnswer.Open : GateAnswer.Closed;
        }
        catch (ExternalCallException)
        {
            // The outside is not well, which the gate is there to wait for: the next resync asks again.
            return gate.FailsClosed ? GateAnswer.Closed : GateAnswer.Open;
        }
        catch (Exception error) when (error is TemplateException or RenderException)
        {
            return gate.FailsClosed ? new GateAnswer(false, error.Message) : GateAnswer.Open;
        }
    }
}
