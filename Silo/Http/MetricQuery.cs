using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.Silo.Http;

/// <summary>Answers <c>/api/v1/query</c> for the name of a series, as Prometheus does: no other query is understood.</summary>
internal static class MetricQuery
{
    public static bool IsName(string query) => query.Length is > 0 and <= 200 && !char.IsAsciiDigit(query[0]) && query.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');

    /// <param name="name">The series.</param>
    /// <param name="exposition">Prometheus text.</param>
    /// <param name="now">The time of the samples.</param>
    public static JsonObject Answer(string name, string exposition, DateTimeOffset now)
    {
        var time = Math.Round((now - DateTimeOffset.UnixEpoch).TotalSeconds, 3);
        var result = new JsonArray();
        foreach (var line in exposition.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' '))
        {
            var end = line.LastIndexOf(' ');
            var labels = line[name.Length] == '{' ? Labels(line[(name.Length + 1)..line.LastIndexOf('}')]) : [];
            labels["__name__"] = name;
            result.Add(new JsonObject { ["metric"] = labels, ["value"] = new JsonArray(time, line[(end + 1)..]) });
        }

        return new JsonObject { ["status"] = "success", ["data"] = new JsonObject { ["resultType"] = "vector", ["result"] = result } };
    }

    public static JsonObject Refusal() => new() { ["status"] = "error", ["errorType"] = "bad_data", ["error"] = "query is the name of one series" };

    private static JsonObject Labels(string text)
    {
        var labels = new JsonObject();
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            var name = text[at..equals].Trim(',', ' ');
            var value = new StringBuilder();
            for (at = equals + 2; text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                    value.Append(text[at]);
                else
                    value.Append(text[++at] is 'n' ? '\n' : text[at]);
            }

            labels[name] = value.ToString();
            at++;
        }

        return labels;
    }
}
