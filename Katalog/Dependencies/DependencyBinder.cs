using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Dependencies;

/// <summary>Reads <c>dependsOn</c> in its three forms: a list of names, names with conditions, names with blocks.</summary>
internal static class DependencyBinder
{
    private const string Default = "started";

    public static IReadOnlyList<Dependency> Bind(Located? at)
    {
        if (at is not { } given)
            return [];
        return given.Node is ListNode
            ? [.. given.Items().Where(item => item.Text is not null).Select(item => new Dependency(item.Text!, Default, item.Place))]
            : [.. given.Entries().Select(entry => new Dependency(entry.Entry.Key, entry.Value.Text ?? entry.Value.At("condition")?.Text ?? Default, entry.Value.PlaceOf(entry.Entry.KeyMark)))];
    }
}
