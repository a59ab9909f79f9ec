using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>A short form that always makes the same kind.</summary>
internal abstract class FixedKindShape(KindReference kind, string? defaultNameSuffix) : IResourceShape
{
    public string? DefaultNameSuffix => defaultNameSuffix;

    public virtual NameRule Names => NameRule.Subdomain;

    public KindReference KindOf(Block fields) => kind;

    public KindReference StaticKind(MapFragment fields) => kind;

    public abstract void Render(ChildScope child, JsonObject target);
}
