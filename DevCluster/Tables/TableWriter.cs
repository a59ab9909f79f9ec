using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;

namespace Orkestra.DevCluster.Tables;

/// <summary>Writes objects as the rows that kubectl get shows.</summary>
internal sealed class TableWriter(TimeProvider clock)
{
    public JsonObject Of(OperationContext context, IEnumerable<JsonObject> objects, string resourceVersion, bool withColumns)
    {
        var columns = TableColumns.Of(context.Resource);
        var now = clock.GetUtcNow();
        var whole = context.Request.Query.Get("includeObject");
        var rows = new JsonArray();
        foreach (var obj in objects)
        {
            var row = new JsonObject { ["cells"] = new JsonArray([.. columns.Select(column => column.Cell(obj, now))]) };
            if (whole is "Object")
                row["object"] = obj.Copy();
            else if (whole is not "None")
                row["object"] = PartialMetadata.Of(obj);
            rows.Add((JsonNode)row);
            if (resourceVersion.Length == 0)
                resourceVersion = obj.ResourceVersion;
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion },
            ["columnDefinitions"] = withColumns ? new JsonArray([.. columns.Select(column => (JsonNode)column.Definition())]) : null,
            ["rows"] = rows,
        };
    }
}
