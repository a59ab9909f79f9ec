using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Rendering;

/// <summary>The custom resources of other entries that one pass may read. Rendering never waits for one, and one pass is always given the same.</summary>
public interface ICrossReads
{
    /// <summary>What is known.</summary>
    /// <exception cref="CrossPendingException">It is not known yet: the pass runs again when it is.</exception>
    CrossResult Read(CrossQuery query);
}
