using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The spec of a claim in the short form.</summary>
internal static class Claims
{
    public static JsonObject Spec(Block fields)
    {
        var spec = new JsonObject { ["accessModes"] = AccessModes(fields) };
        NativeField.Render([.. StorageFields.Claim.Where(field => field.Name is not "accessModes")], fields, spec);
        if (fields.Text("storageClass") is { } storageClass)
            spec["storageClassName"] = storageClass;
        if (spec["resources"] is null)
            spec["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = fields.RequiredText("storageSize") } };
        return spec;
    }

    public static JsonArray AccessModes(Block fields) => fields.TextList("accessModes") ?? ["ReadWriteOnce"];
}
