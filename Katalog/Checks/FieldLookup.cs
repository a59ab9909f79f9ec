using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Checks;

/// <summary>What a schema says of a path.</summary>
/// <param name="Schema">The schema of the field; null where it has none.</param>
/// <param name="Missing">The index of the first step that the schema does not have; −1 where it has all, or keeps what it does not know.</param>
/// <param name="Names">The names that there are in place of the missing one.</param>
internal sealed record FieldLookup(JsonObject? Schema, int Missing, IReadOnlyList<string> Names)
{
    /// <summary>The schema keeps it and says nothing of it.</summary>
    public static FieldLookup Unknown { get; } = new(null, -1, []);

    public bool IsMissing => Missing >= 0;
}
