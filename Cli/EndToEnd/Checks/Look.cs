using System.Text.Json.Nodes;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>What one look at an expectation gave.</summary>
/// <param name="Holds">Whether it is as expected.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What is there.</param>
internal sealed record Look(bool Holds, string Expected, string Actual)
{
    /// <summary>The whole answer, where <see cref="Actual"/> has its beginning; null: there is no more.</summary>
    public string? Answer { get; init; }

    /// <summary>The objects that were looked at, for a failure.</summary>
    public IReadOnlyList<JsonObject> Objects { get; init; } = [];
}
