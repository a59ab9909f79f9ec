using System.Globalization;
using Orkestra.Katalog.Selectors;

namespace Orkestra.Katalog.Enrichment;

/// <summary>Which objects of a kind are looked up: those of one name, of one owner, or with these labels.</summary>
public sealed class RelatedQuery
{
    private readonly IReadOnlyList<Requirement> _labels;

    private RelatedQuery(RelatedKind kind, string? ns, string? name, string? about, IReadOnlyList<Requirement> labels)
    {
        (Kind, Namespace, Name, About, _labels) = (kind, kind.Namespaced ? ns : null, name, about, labels);
        Identity = string.Join('\n', [kind.Plural, Namespace ?? "", name ?? "", about ?? "", .. labels.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Operator} {string.Join(',', each.Values)}"))]);
    }

    /// <summary>Two with one identity find the same.</summary>
    public string Identity { get; }

    /// <summary>Of which kind.</summary>
    public RelatedKind Kind { get; }

    /// <summary>In which namespace; null: of the cluster.</summary>
    public string? Namespace { get; }

    /// <summary>The one name; null: any.</summary>
    public string? Name { get; }

    /// <summary>The uid of the owner, or of what events are about; null: any.</summary>
    public string? About { get; }

    internal static RelatedQuery Named(RelatedKind kind, string? ns, string name) => new(kind, ns, name, null, []);

    internal static RelatedQuery Of(RelatedKind kind, string? ns, string uid) => new(kind, ns, null, uid, []);

    internal static RelatedQuery Labelled(RelatedKind kind, string? ns, IReadOnlyList<Requirement> labels) => new(kind, ns, null, null, labels);

    /// <summary>Whether the object is one of these.</summary>
    /// <param name="found">An object of this kind.</param>
    public bool Matches(RelatedObject found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return string.Equals(Namespace, found.Namespace, StringComparison.Ordinal)
            && (Name is null || string.Equals(Name, found.Name, StringComparison.Ordinal))
            && (About is null || found.About.Contains(About, StringComparer.Ordinal))
            && _labels.All(each => each.Holds(found.Labels.GetValueOrDefault(each.Key)));
    }

    /// <summary>In the order in which templates see them.</summary>
    /// <param name="found">What was found.</param>
    public static IReadOnlyList<RelatedObject> Sorted(IEnumerable<RelatedObject> found) =>
        [.. found.OrderBy(each => each.Order, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal)];
}
