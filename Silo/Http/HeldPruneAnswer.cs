using System.Text.Json.Serialization;

namespace Orkestra.Silo.Http;

/// <summary>What a changed definition would delete if its revision were accepted.</summary>
internal sealed record HeldPruneAnswer(string Revision, int CustomResources, int Children, [property: JsonPropertyName("maxCRs")] int MaxCRs);
