using System.Text.Json.Nodes;

namespace Orkestra.Hooks;

/// <summary>The arguments that a Katalog gives a hook.</summary>
/// <param name="values">By their names.</param>
public sealed class HookArgs(JsonObject values)
{
    /// <summary>All of them.</summary>
    public JsonObject Values => values;

    /// <summary>The text of an argument, also of a number or truth value; null when it is not given or empty.</summary>
    /// <param name="name">Its name.</param>
    public string? Find(string name) => values[name] switch
    {
        null => null,
        JsonValue value => value.ToString() is { Length: > 0 } text ? text : null,
        var structure => structure.ToJsonString(),
    };

    /// <summary>The text of an argument that is needed.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidOperationException">It is not given, or empty; the message names it.</exception>
    public string Get(string name) => Find(name) ?? throw new InvalidOperationException($"the argument {name} is not given: add it to args");
}
