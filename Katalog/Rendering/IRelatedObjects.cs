using Orkestra.Katalog.Enrichment;

namespace Orkestra.Katalog.Rendering;

/// <summary>Objects that <c>enrich</c> looks up. It is answered from what is watched, never by a request.</summary>
public interface IRelatedObjects
{
    /// <summary>Those that match, in the order of the query's kind.</summary>
    IReadOnlyList<RelatedObject> Find(RelatedQuery query);
}
