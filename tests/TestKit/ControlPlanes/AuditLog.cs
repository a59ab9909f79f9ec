using System.Text;
using System.Text.Json;
using Orkestra.TestKit.Clusters;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>
/// Reads requests from the API server's audit log. The server writes in blocking mode, before the end of an answer is sent: a request
/// whose answer a client has read to its end is in the log. A watch is there when it is received; the server tells its status code
/// only when it ends.
/// </summary>
internal sealed class AuditLog(string path)
{
    public RequestMark Mark() => new(File.Exists(path) ? new FileInfo(path).Length : 0);

    public async Task<IReadOnlyList<ServerRequest>> ReadAsync(string user, RequestMark since, CancellationToken cancellationToken)
    {
        var requests = new List<ServerRequest>();
        var watches = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in await ReadLinesAsync(since.Position, cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(line);
            var request = Parse(document.RootElement);
            if (!string.Equals(request.User, user, StringComparison.Ordinal))
                continue;
            var received = document.RootElement.GetProperty("stage").ValueEquals("RequestReceived");
            if (request.Verb is not "watch")
            {
                requests.Add(request);
            }
            else if (received)
            {
                watches[AuditId(document.RootElement)] = requests.Count;
                requests.Add(request);
            }
            else if (watches.TryGetValue(AuditId(document.RootElement), out var index))
            {
                requests[index] = requests[index] with { StatusCode = request.StatusCode };
            }
        }

        return requests;
    }

    private static string AuditId(JsonElement entry) => Text(entry, "auditID");

    private static ServerRequest Parse(JsonElement entry)
    {
        var target = entry.TryGetProperty("objectRef", out var found) ? found : default;
        return new ServerRequest(
            Text(entry.GetProperty("user"), "username"),
            Text(entry, "verb"),
            Text(target, "apiGroup"),
            Text(target, "resource"),
            Text(target, "subresource"),
            Text(target, "namespace"),
            Text(target, "name"),
            entry.TryGetProperty("responseStatus", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            Text(entry, "requestURI"),
            Text(entry, "userAgent"),
            entry.GetProperty("stageTimestamp").GetDateTimeOffset());
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private async Task<string[]> ReadLinesAsync(long position, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return [];
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            stream.Position = position;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
