using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Enrichment;

/// <summary>Adds to objects that templates see what is related to them (docs/decisions/110).</summary>
internal sealed class Enricher
{
    private readonly List<EnrichTarget> _targets;
    private readonly IRelatedObjects _related;

    private Enricher(List<EnrichTarget> targets, IRelatedObjects related) => (_targets, _related) = (targets, related);

    /// <summary>What an entry adds now; null: nothing.</summary>
    /// <param name="entry">The definition.</param>
    /// <param name="scope">What conditions see: objects without what is added to them.</param>
    /// <param name="context">What the pass renders from.</param>
    /// <exception cref="RenderException">A condition cannot be evaluated.</exception>
    public static Enricher? Of(CrdEntry entry, TemplateScope scope, RenderContext context)
    {
        if (entry.Enrichments.Count == 0 || context.Related is not { } related)
            return null;
        var targets = new List<EnrichTarget>();
        foreach (var enrichment in entry.Enrichments)
        {
            try
            {
                if (enrichment.Conditions.Holds(scope))
                    targets.Add(enrichment.Target);
            }
            catch (TemplateException e)
            {
                throw new RenderException([new RenderFailure($"enrich.{enrichment.Name}", entry.Place, e.Message)]);
            }
        }

        return targets.Count == 0 ? null : new Enricher(targets, related);
    }

    /// <summary>Adds to one object what is related to it.</summary>
    public void Add(JsonObject subject, JsonObject to)
    {
        var (apiVersion, kind) = ((string?)subject["apiVersion"] ?? "", (string?)subject["kind"] ?? "");
        foreach (var target in _targets.Where(target => target.IsOf(apiVersion, kind)))
            target.Add(subject, to, _related);
    }
}
