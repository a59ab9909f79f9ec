using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Loading;

/// <summary>A chart that renders a Katalog.</summary>
public sealed record ChartReference
{
    /// <summary>The address of the repository; null: the chart is a full reference or a folder.</summary>
    public string? Repository { get; init; }

    /// <summary>The name of the chart in the repository, or its full reference; null: <see cref="Path"/> is the folder of the chart.</summary>
    public string? Chart { get; init; }

    /// <summary>The folder of the chart, or, with <see cref="Chart"/>, the one template that is rendered.</summary>
    public string? Path { get; init; }

    /// <summary>The version of the chart.</summary>
    public string? Version { get; init; }

    /// <summary>Files with values, in order.</summary>
    public IReadOnlyList<string> ValueFiles { get; init; } = [];

    /// <summary>Values that count over those of the files; null: none.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>What authorises the download; null: nothing.</summary>
    public ImportCredential? Credential { get; init; }

    /// <summary>The file that has the import: relative paths start at its folder.</summary>
    public required string RelativeTo { get; init; }

    /// <summary>The chart, for people.</summary>
    public override string ToString() => Chart is null ? $"the chart {Path}" : $"the chart {Chart}{(Version is null ? "" : $" {Version}")}";
}
