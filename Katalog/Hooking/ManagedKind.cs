using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Hooking;

/// <summary>A kind that code may make: one of <c>managedResources</c>.</summary>
/// <param name="ApiVersion"><c>apps/v1</c>, or <c>v1</c> for the core group.</param>
/// <param name="Kind">As in <c>kind:</c>.</param>
/// <param name="Plural">The resource name in URLs; null: discovery tells it.</param>
public sealed record ManagedKind(string ApiVersion, string Kind, string? Plural)
{
    /// <summary>The only name that it may have; null: any.</summary>
    internal Fragment? Name { get; init; }

    /// <summary>The only namespace that it may be in; null: any.</summary>
    internal Fragment? Namespace { get; init; }

    /// <summary>As a kind that the entry makes.</summary>
    internal KindReference Reference => new(ApiVersion, Kind);

    /// <summary>Whether the object is one of these; its version does not matter.</summary>
    internal bool Allows(KindReference kind, string? ns, string name, TemplateScope scope) =>
        string.Equals(kind.Kind, Kind, StringComparison.Ordinal)
        && string.Equals(kind.Group, Reference.Group, StringComparison.Ordinal)
        && IsOrAny(Name, name, scope)
        && IsOrAny(Namespace, ns, scope);

    private static bool IsOrAny(Fragment? wanted, string? value, TemplateScope scope) =>
        wanted is null || string.Equals(wanted.ConstantText ?? Values.ToText(wanted.Evaluate(scope), wanted.Place), value, StringComparison.Ordinal);
}
