using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.Hooks;

/// <summary>The children of a custom resource that exist, whoever declared them: the Katalog or a hook.</summary>
/// <param name="byKind">By the kind in lower case, then by name.</param>
public sealed class HookChildren(JsonObject byKind)
{
    /// <summary>The live child; null when there is none.</summary>
    /// <param name="kind">As in <c>kind:</c>, in any case.</param>
    /// <param name="name">Its name.</param>
    public JsonObject? Find(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return byKind[kind.ToLowerInvariant()]?[name] as JsonObject;
    }

    /// <summary>All live children of a kind.</summary>
    /// <param name="kind">As in <c>kind:</c>, in any case.</param>
    public IReadOnlyList<JsonObject> OfKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return [.. (byKind[kind.ToLowerInvariant()] as JsonObject ?? []).Select(child => child.Value).OfType<JsonObject>()];
    }

    /// <summary>The text behind a key of a child secret; null when there is no such secret or key.</summary>
    /// <param name="name">The name of the secret.</param>
    /// <param name="key">A key of its data.</param>
    public string? FindSecretText(string name, string key) =>
        (string?)Find("Secret", name)?["data"]?[key] is { } value ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : null;
}
