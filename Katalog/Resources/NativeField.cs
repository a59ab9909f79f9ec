using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>A field of a Kubernetes object under its own name.</summary>
internal sealed record NativeField(string Name, NativeType Type, string Documentation)
{
    /// <summary>The value for the object; null where there is none.</summary>
    public JsonNode? Render(Block fields) => Type switch
    {
        NativeType.Text => fields.Text(Name),
        NativeType.Whole => fields.Whole(Name, long.MinValue, long.MaxValue) is { } number ? JsonValue.Create(number) : null,
        NativeType.Flag => fields.Flag(Name) is { } flag ? JsonValue.Create(flag) : null,
        NativeType.Texts => fields.TextList(Name),
        NativeType.TextMap => fields.TextMap(Name, keepEmpty: false),
        NativeType.WholeOrText => fields.WholeOrText(Name),
        _ => fields.Raw(Name),
    };

    public static void Render(IReadOnlyList<NativeField> all, Block fields, JsonObject target)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var field = all[i];
            if (fields.Has(field.Name))
                target.AddIfGiven(field.Name, field.Render(fields));
        }
    }
}
