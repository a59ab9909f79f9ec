using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A chart that is installed before a test.</summary>
/// <param name="Release">The name of the release.</param>
/// <param name="Namespace">Where it is installed; null: the default namespace.</param>
/// <param name="Repository">The address of the repository; null: <paramref name="Chart"/> is a path or a whole address.</param>
/// <param name="Chart">The name of the chart, or a path.</param>
/// <param name="Version">Its version; null: the newest.</param>
/// <param name="ValueFiles">Files with values.</param>
/// <param name="Values">Values; not to be changed.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record SetupChart(string Release, string? Namespace, string? Repository, string Chart, string? Version, IReadOnlyList<SourceReference> ValueFiles, JsonObject? Values, SourcePlace Place);
