using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Rendering;

/// <summary>An answer as templates see it under <c>.external.NAME</c>. It has nothing that differs although the answer is the same, such as how long it took: what shows
/// such a value would be written at every pass.</summary>
internal static class ExternalView
{
    private const int MaxBodyBytes = 4096;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static JsonObject NotCalled() => View(status: "", statusCode: 0, body: "", error: "", called: false);

    public static JsonObject Of(ExternalCall call, ExternalAnswer answer)
    {
        var status = answer.StatusCode == 0 ? "" : answer.StatusCode.ToString(CultureInfo.InvariantCulture);
        var view = View(status, answer.StatusCode, Beginning(answer.Body), call.FaultOf(answer), called: true);
        if (!answer.IsWhole || Parse(answer.Body) is not JsonObject json)
            return view;
        if (call.Protocol is "prometheus")
        {
            PrometheusResult.AddTo(view, json);
            return view;
        }

        foreach (var (key, value) in json)
            view.TryAdd(key, value?.DeepClone());
        return view;
    }

    private static JsonObject View(string status, int statusCode, string body, string error, bool called) => new()
    {
        ["status"] = status,
        ["statusCode"] = statusCode,
        ["body"] = body,
        ["error"] = error,
        ["called"] = called,
    };

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first bytes, cut between two characters.</summary>
    private static string Beginning(string body)
    {
        if (body.Length <= MaxBodyBytes / 4 || Encoding.UTF8.GetByteCount(body) <= MaxBodyBytes)
            return body;
        var bytes = 0;
        var end = 0;
        foreach (var rune in body.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBodyBytes)
                break;
            end += rune.Utf16SequenceLength;
        }

        return body[..end];
    }
}
