using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Yaml;

/// <summary>A node and the path on which it was reached. Reading is lenient: what has another shape than asked for reads as absent, because the schema check has reported it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Located(Node Node, YamlPath Path)
{
    public SourcePlace Place => PlaceOf(Node.Start);

    public string? Text => Node is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

    public bool? Flag => Node is ScalarNode { Value: bool flag } ? flag : null;

    public long? Whole => Node is ScalarNode { Value: long number } ? number : null;

    public TimeSpan? Duration => Text is { } text && DurationText.TryParse(text, out var duration) ? duration : null;

    public SourcePlace PlaceOf(Mark mark) => new(Node.Source.Reference, mark.Line, mark.Column, Path.ToString());

    /// <summary>The value below a key, if the node is a map that has one.</summary>
    public Located? At(string key) => Node is MapNode map && map.Find(key) is { } entry ? new Located(entry.Value, Path.Key(key)) : null;

    /// <summary>The value below a chain of keys.</summary>
    public Located? At(params ReadOnlySpan<string> keys)
    {
        Located? here = this;
        foreach (var key in keys)
        {
            here = here?.At(key);
        }

        return here;
    }

    public bool Has(string key, [NotNullWhen(true)] out Located? value)
    {
        value = At(key);
        return value is not null;
    }

    public IEnumerable<Located> Items()
    {
        if (Node is not ListNode list)
            yield break;
        for (var i = 0; i < list.Items.Count; i++)
            yield return new Located(list.Items[i], Path.Item(i));
    }

    public IEnumerable<(MapEntry Entry, Located Value)> Entries()
    {
        if (Node is not MapNode map)
            yield break;
        foreach (var entry in map.Entries)
            yield return (entry, new Located(entry.Value, Path.Key(entry.Key)));
    }
}
