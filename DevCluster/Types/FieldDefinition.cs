using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>One line of a definition: a field, with the name of its type still to be resolved.</summary>
internal sealed record FieldDefinition(string Name, string TypeName)
{
    public SchemaType? Container { get; init; }
    public ListType ListType { get; init; }
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];
    public Presence Presence { get; init; }
    public bool Required { get; init; }
    public bool Atomic { get; init; }
    public bool Granular { get; init; }
    public StrategicMerge? Strategic { get; init; }
    public IReadOnlyList<string> Enum { get; init; } = [];
    public JsonNode? Default { get; init; }
}
