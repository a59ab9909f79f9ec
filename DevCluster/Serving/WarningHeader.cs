namespace Orkestra.DevCluster.Serving;

/// <summary>The value of a Warning header (RFC 7234) as the API server writes it.</summary>
internal static class WarningHeader
{
    public static string Of(string text) =>
        $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
