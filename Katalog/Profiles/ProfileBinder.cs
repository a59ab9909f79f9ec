using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Profiles;

/// <summary>Compiles the profiles of a Katalog over the built-in ones.</summary>
internal static class ProfileBinder
{
    /// <param name="profiles">The block <c>profiles</c>, already checked; null: only the built-in ones.</param>
    /// <param name="functions">What templates in values can call.</param>
    /// <param name="findings">Where mistakes go.</param>
    public static ProfileSet Bind(Located? profiles, FunctionTable functions, Findings findings)
    {
        var builtIn = Compile(BuiltInProfiles.Read(findings), functions, findings);
        return profiles is { Node: MapNode } own ? builtIn.With(Compile(own, functions, findings)) : builtIn;
    }

    private static ProfileSet Compile(Located block, FunctionTable functions, Findings findings)
    {
        var compiler = new FragmentCompiler(functions, findings, ProfileSet.Empty);
        var all = new Dictionary<(string, string), MapFragment>();
        foreach (var (of, classes) in block.Entries())
        {
            if (ProfileLanguage.ValuesOf(of.Key) is not { } values)
                continue;
            foreach (var (name, profile) in classes.Entries())
            {
                if (profile.Node is MapNode)
                    all[(of.Key, name.Key)] = values.Compile(profile, compiler);
            }
        }

        return new ProfileSet(all);
    }
}
