using System.Globalization;

namespace Orkestra.DevCluster.Http;

/// <summary>One clause of an Accept header.</summary>
internal sealed record AcceptClause(string MediaType, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsJson => MediaType is "application/json" or "application/*" or "*/*";
    public bool IsYaml => MediaType is "application/yaml";

    /// <summary>q: 1 unless given.</summary>
    public double Weight => double.TryParse(Parameters.GetValueOrDefault("q"), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : 1;
    public string As => Parameters.GetValueOrDefault("as") ?? "";
}
