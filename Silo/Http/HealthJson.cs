using System.Text.Json.Serialization;

namespace Orkestra.Silo.Http;

/// <summary>The names of the live API: camelCase, null kept, so that the shape of an answer never changes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProbeAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(KatalogAnswer))]
[JsonSerializable(typeof(CrdAnswer))]
[JsonSerializable(typeof(CrdHealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
