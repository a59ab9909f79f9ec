using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Profiles;

/// <summary>The profiles that a Katalog can name: the built-in ones, and over them its own. Immutable.</summary>
internal sealed class ProfileSet(IReadOnlyDictionary<(string Class, string Name), MapFragment> profiles)
{
    /// <summary>None at all.</summary>
    public static ProfileSet Empty { get; } = new(new Dictionary<(string, string), MapFragment>());

    /// <summary>The values of a profile; null when there is none of that name.</summary>
    public MapFragment? Find(ProfileClass of, string name) => profiles.GetValueOrDefault((of.Name, name));

    public IEnumerable<MapFragment> All(ProfileClass of) => profiles.Where(each => IsOf(of, each.Key.Class)).Select(each => each.Value);

    /// <summary>The names of a class, sorted.</summary>
    public IReadOnlyList<string> Names(ProfileClass of) => [.. profiles.Keys.Where(key => IsOf(of, key.Class)).Select(key => key.Name).Order(StringComparer.Ordinal)];

    /// <summary>What to write in place of a name that there is not.</summary>
    public string Hint(ProfileClass of, string name)
    {
        var names = Names(of);
        return NearestName.Of(name, names) is { } near ? $"did you mean {near}?" : $"write one of {string.Join(", ", names)}, or declare it under profiles.{of.Name}";
    }

    /// <summary>These, and over them those of <paramref name="others"/>.</summary>
    public ProfileSet With(ProfileSet others)
    {
        var all = new Dictionary<(string, string), MapFragment>(profiles);
        foreach (var (key, values) in others.Entries)
            all[key] = values;
        return new ProfileSet(all);
    }

    private IReadOnlyDictionary<(string Class, string Name), MapFragment> Entries => profiles;

    private static bool IsOf(ProfileClass of, string name) => string.Equals(of.Name, name, StringComparison.Ordinal);
}
