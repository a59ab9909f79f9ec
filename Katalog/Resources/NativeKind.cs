using Orkestra.Katalog.Model;
using Orkestra.Katalog.Profiles;

namespace Orkestra.Katalog.Resources;

/// <summary>A kind whose entries take the fields of the Kubernetes object under their own names: those of its <c>spec</c> directly in the entry, or below <c>spec</c>.</summary>
/// <param name="Key">The key of the list.</param>
/// <param name="Kind">What is made, at the newest version that there is.</param>
/// <param name="What">What a diagnostic calls one of them.</param>
/// <param name="NameSuffix">What is added to the name of the custom resource when an entry has no name; null: a name is needed, because the kind has no namespace.</param>
internal sealed record NativeKind(string Key, KindReference Kind, string What, string? NameSuffix)
{
    public NameRule Names { get; init; } = NameRule.Subdomain;

    /// <summary>Fields of the object itself.</summary>
    public IReadOnlyList<NativeField> Root { get; init; } = [];

    /// <summary>Fields of its <c>spec</c>.</summary>
    public IReadOnlyList<NativeField> Spec { get; init; } = [];

    /// <summary>Further keys of the entry that its shape reads.</summary>
    public IReadOnlyList<NativeField> Short { get; init; } = [];

    /// <summary>The class whose profiles can give some of the fields; null: none.</summary>
    public ProfileClass? Profiles { get; init; }

    /// <summary>The fields that a profile can give.</summary>
    public IReadOnlyList<NativeField> ProfileFields { get; init; } = [];

    /// <summary>Keys that say the same as other keys.</summary>
    public IReadOnlyList<(string Key, string[] Others)> Exclusive { get; init; } = [];

    /// <summary>Fields without which the object cannot be: one of them, the <c>spec</c> or a profile is needed.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];
}
