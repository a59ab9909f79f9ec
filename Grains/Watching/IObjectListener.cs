using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>Who is told of events of objects that are no children.</summary>
internal interface IObjectListener
{
    /// <summary>The whole of an object that went is asked for.</summary>
    bool ReadsWhatWent { get; }

    /// <summary>An object was there when the watch was opened.</summary>
    void Found(ApiResource resource, JsonObject live);

    /// <summary>All that there was was told.</summary>
    void Listed();

    /// <summary>Nothing can be listed or watched; it is tried again.</summary>
    void Failed(string error);

    /// <summary>An object came, changed or went.</summary>
    /// <param name="resource">Its type.</param>
    /// <param name="before">The older state, or its metadata, unless the whole is asked for; null: it came.</param>
    /// <param name="now">The newer state; null: it went.</param>
    void Happened(ApiResource resource, JsonObject? before, JsonObject? now);
}
