using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>Reads what /version answers. Some providers write the minor version as "27+".</summary>
internal static class ServerVersionReader
{
    public static ServerVersion Read(JsonObject answer) => new(Number(answer, "major"), Number(answer, "minor"), (string?)answer["gitVersion"] ?? "");

    private static int Number(JsonObject answer, string name)
    {
        var text = (string?)answer[name] ?? "";
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
