using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>The answer of a Prometheus server to an instant query: <c>result</c> is the first value, <c>rows</c> are all with their labels. Their times are left out.</summary>
internal static class PrometheusResult
{
    public static void AddTo(JsonObject view, JsonObject answer)
    {
        var rows = new JsonArray();
        var data = answer["data"] as JsonObject;
        var result = data?["result"] as JsonArray ?? [];
        if ((data?["resultType"] as JsonValue)?.ToString() is "scalar" or "string")
        {
            rows.Add(Row([], result));
        }
        else
        {
            foreach (var series in result.OfType<JsonObject>())
                rows.Add(Row(series["metric"] as JsonObject ?? [], series["value"] as JsonArray ?? (series["values"] as JsonArray)?.LastOrDefault() as JsonArray));
        }

        view["rows"] = rows;
        if (rows.Count > 0)
            view["result"] = rows[0]!["value"]?.DeepClone();
    }

    private static JsonObject Row(JsonObject metric, JsonArray? sample) => new() { ["metric"] = metric.DeepClone(), ["value"] = Value(sample is [_, { } value] ? value.ToString() : "") };

    /// <summary>A number, where JSON has it; <c>NaN</c> and <c>+Inf</c> stay texts.</summary>
    private static JsonValue Value(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}
