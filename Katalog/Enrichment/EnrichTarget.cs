using System.Text.Json.Nodes;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Enrichment;

/// <summary>One of the words of <c>enrich</c>.</summary>
internal sealed record EnrichTarget(string Name)
{
    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Of which objects it is looked up, as <c>apps/Deployment</c>; empty: of all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>What of such an object is needed for that, with dots.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The kinds that are watched for it.</summary>
    public IReadOnlyList<RelatedKind> Kinds { get; init; } = [];

    /// <summary>Adds what is found to an object: the object, and where to add.</summary>
    public required Action<JsonObject, JsonObject, IRelatedObjects> Add { get; init; }

    /// <summary>Whether it is looked up of such an object.</summary>
    public bool IsOf(string apiVersion, string kind) =>
        Subjects.Count == 0 || Subjects.Contains($"{(apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "")}/{kind}", StringComparer.Ordinal);

    /// <summary>Whether children that are read under this name of <c>.children</c> can be such objects.</summary>
    public bool CanBeOf(string children) =>
        Subjects.Count == 0 || string.Equals(children, "custom", StringComparison.Ordinal) || Subjects.Any(subject => string.Equals(subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..], children, StringComparison.OrdinalIgnoreCase));
}
