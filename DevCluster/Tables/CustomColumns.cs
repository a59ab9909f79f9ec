using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Tables;

/// <summary>The additionalPrinterColumns of a CRD.</summary>
internal static class CustomColumns
{
    public static TableColumn Of(PrinterColumn column)
    {
        var path = SimpleJsonPath.Parse(column.JsonPath);
        var type = column.Type is "date" ? "string" : column.Type;
        return new TableColumn(column.Name, type, column.Format, column.Description, column.Priority, (obj, now) => Show(column, path.Find(obj), now));
    }

    private static JsonNode? Show(PrinterColumn column, IReadOnlyList<JsonNode?> found, DateTimeOffset now)
    {
        if (found.Count == 0 || found[0] is not { } value)
            return null;
        return column.Type switch
        {
            "date" => Ages.Since(value, now),
            "string" => found.Count > 1 ? string.Join(" ", found.Select(Plain)) : Plain(value),
            "integer" => value.Number() is { } number ? number : null,
            "number" => value.GetValueKind() == JsonValueKind.Number ? value.DeepClone() : null,
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : null,
            _ => Plain(value),
        };
    }

    private static string Plain(JsonNode? value) => value.Text() ?? value?.ToJsonString() ?? "";
}
