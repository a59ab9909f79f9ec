using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>Turns the short form of one kind into an object.</summary>
internal interface IResourceShape
{
    /// <summary>The kind that an entry with these fields makes.</summary>
    /// <exception cref="RenderFaultException">The kind is a template that failed.</exception>
    KindReference KindOf(Block fields);

    /// <summary>The kind, where it is the same for every custom resource.</summary>
    KindReference? StaticKind(MapFragment fields);

    /// <summary>What is added to the name of the custom resource when an entry has no name; null when a name is needed.</summary>
    string? DefaultNameSuffix { get; }

    NameRule Names { get; }

    /// <summary>Adds everything but apiVersion, kind and metadata.</summary>
    /// <exception cref="RenderFaultException">A value does not fit.</exception>
    void Render(ChildScope child, JsonObject target);
}
