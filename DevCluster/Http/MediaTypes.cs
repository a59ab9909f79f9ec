namespace Orkestra.DevCluster.Http;

/// <summary>Content types and what a client accepts.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";
    public const string Protobuf = "application/vnd.kubernetes.protobuf";
    public const string Served = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    /// <summary>The type without its parameters, in lower case.</summary>
    public static string Bare(string contentType) => contentType.Split(';', 2)[0].Trim().ToLowerInvariant();

    /// <summary>The client would rather have YAML than JSON.</summary>
    public static bool PrefersYaml(string accept) => Accepted(accept).FirstOrDefault(clause => clause.IsJson || clause.IsYaml) is { IsYaml: true };

    /// <summary>The clauses of an Accept header, what is wanted most first; of equal weight in their order.</summary>
    public static IEnumerable<AcceptClause> Accepted(string accept) => Clauses(accept).OrderByDescending(clause => clause.Weight);

    private static IEnumerable<AcceptClause> Clauses(string accept)
    {
        foreach (var clause in accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = clause.Split(';', StringSplitOptions.TrimEntries);
            var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var parameter in parts.Skip(1))
            {
                var pair = parameter.Split('=', 2);
                parameters[pair[0].Trim()] = pair.Length > 1 ? pair[1].Trim().Trim('"') : "";
            }

            yield return new AcceptClause(parts[0].ToLowerInvariant(), parameters);
        }
    }
}
