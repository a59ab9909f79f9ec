using System.Buffers;
using System.Globalization;

namespace Orkestra.Katalog.Yaml;

/// <summary>The way from the root of a document to a node, as a chain of steps that share their beginnings.</summary>
internal sealed class YamlPath
{
    private static readonly SearchValues<char> Special = SearchValues.Create(". []\"\t\r\n");

    private readonly YamlPath? _parent;
    private readonly string _step;

    private YamlPath(YamlPath? parent, string step)
    {
        _parent = parent;
        _step = step;
    }

    public static YamlPath Root { get; } = new(null, "");

    public YamlPath Key(string key)
    {
        var step = IsBare(key) ? (_parent is null ? key : $".{key}") : $"[\"{key}\"]";
        return new YamlPath(this, step);
    }

    public YamlPath Item(int index) => new(this, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    public override string ToString()
    {
        var steps = new Stack<string>();
        for (var path = this; path is not null; path = path._parent)
            steps.Push(path._step);
        return string.Concat(steps);
    }

    private static bool IsBare(string key) => key.Length > 0 && !key.AsSpan().ContainsAny(Special);
}
