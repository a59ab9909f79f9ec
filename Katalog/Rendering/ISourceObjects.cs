using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>What rendering may ask about objects that are no children of the custom resource. It is answered from what is watched, never by a request.</summary>
public interface ISourceObjects
{
    /// <summary>The live secret; null when there is none. Not to be changed.</summary>
    /// <exception cref="SourcePendingException">It is not known yet; it is watched from now on.</exception>
    JsonObject? FindSecret(string ns, string name);
}
