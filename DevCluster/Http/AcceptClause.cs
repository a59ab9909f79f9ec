namespace Orkestra.DevCluster.Http;

/// <summary>One clause of an Accept header.</summary>
internal sealed record AcceptClause(string MediaType, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsJson => MediaType is "application/json" or "application/*" or "*/*";
    public string As => Parameters.GetValueOrDefault("as") ?? "";
}
