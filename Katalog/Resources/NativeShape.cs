using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>A kind that is written with the fields of its Kubernetes object.</summary>
internal class NativeShape(NativeKind kind) : FixedKindShape(kind.Kind, kind.NameSuffix)
{
    public override NameRule Names => kind.Names;

    protected NativeKind Definition => kind;

    public override void Render(ChildScope child, JsonObject target)
    {
        NativeField.Render(kind.Root, child.Fields, target);
        if (kind.Spec.Count == 0)
            return;
        target["spec"] = child.Fields.Has("spec") ? child.Fields.Raw("spec") ?? new JsonObject() : Spec(child);
    }

    /// <summary>The spec of an entry that has its fields directly, or from a profile.</summary>
    protected virtual JsonObject Spec(ChildScope child)
    {
        var spec = new JsonObject();
        NativeField.Render(kind.Spec, child.Fields, spec);
        if (child.Fields.At("profile") is { } profile)
            NativeField.Render([.. kind.Spec.Intersect(kind.ProfileFields)], profile, spec);
        return spec;
    }
}
