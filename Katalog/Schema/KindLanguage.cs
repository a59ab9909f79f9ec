using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Schema;

/// <summary>Entries of kinds that are written with the fields of their Kubernetes object.</summary>
internal static class KindLanguage
{
    public static BlockSchema Entry(NativeKind kind)
    {
        var entry = ResourceLanguage.Short(kind.What).With(kind.Root).With(kind.Short);
        if (kind.Spec.Count > 0)
        {
            entry
                .With(kind.Spec)
                .Key("spec", Shape.Anything, "All fields of the spec in their native form, in place of the keys of the entry.")
                .Excludes("spec", kind.Spec.Concat(kind.Short).Select(field => field.Name));
        }

        foreach (var (key, others) in kind.Exclusive)
            entry.Excludes(key, others);
        var alternatives = kind.Spec.Count > 0 ? (List<string>)["spec"] : [];
        if (kind.Profiles is { } profiles)
        {
            entry
                .Key("profile", Shape.Profile(profiles), $"The name of a {profiles.What}, in place of {string.Join(", ", kind.ProfileFields.Select(field => field.Name))}. May be a template.")
                .Excludes("profile", [.. kind.ProfileFields.Select(field => field.Name), "spec"]);
            if (kind.ProfileFields.Any(field => kind.Needed.Contains(field.Name, StringComparer.Ordinal)))
                alternatives.Add("profile");
        }

        return kind.Needed.Count == 0 ? entry : entry.RequiresOneOf(kind.Needed[0], kind.Needed.Skip(1).Concat(alternatives));
    }
}
