using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orkestra.Katalog.Functions;

/// <summary>How values become JSON text and back.</summary>
internal static class GoJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = 64, AllowDuplicateProperties = false };
}
