using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Reads metadata.managedFields.</summary>
public static class ManagedFields
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<JsonNode?> Entries(Answer answer) => [.. answer.Body.At("metadata/managedFields")?.AsArray() ?? []];

    /// <summary>The only entry of a manager.</summary>
    public static JsonNode Entry(Answer answer, string manager) =>
        Entries(answer).SingleOrDefault(entry => entry.Text("manager") == manager) ?? throw new ShouldAssertException($"no entry of {manager} in {answer["metadata/managedFields"]}");

    /// <summary>fieldsV1 of the only entry of a manager, as JSON.</summary>
    public static string Fields(Answer answer, string manager) => Entry(answer, manager)["fieldsV1"]!.ToJsonString(Readable);
}
