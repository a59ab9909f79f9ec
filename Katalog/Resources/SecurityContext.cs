using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>A security context: its fields, or those of the profile in their place.</summary>
internal static class SecurityContext
{
    public static JsonObject? Render(Block? block, IReadOnlyList<NativeField> known)
    {
        if (block is null)
            return null;
        var context = new JsonObject();
        NativeField.Render(known, block.At("profile") ?? block, context);
        return context.Count == 0 ? null : context;
    }
}
