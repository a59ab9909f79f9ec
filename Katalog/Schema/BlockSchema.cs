using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>The keys of one block of the language. This is the only place that says which keys there are; adding a feature starts by changing the state of its keys.</summary>
internal sealed class BlockSchema
{
    private readonly Dictionary<string, KeySchema> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    public BlockSchema(string name) => Name = name;

    /// <summary>What a diagnostic calls the block: <c>a deployment</c>.</summary>
    public string Name { get; }

    public IReadOnlyCollection<KeySchema> Keys => _keys.Values;

    public bool Knows(string key) => _keys.ContainsKey(key);

    /// <summary>True: unknown keys belong to the object that the block describes.</summary>
    public bool IsOpen { get; private init; }

    public static BlockSchema Open(string name) => new(name) { IsOpen = true };

    public BlockSchema Key(string name, Shape shape)
    {
        _keys.Add(name, new KeySchema(name, shape));
        return this;
    }

    public BlockSchema Required(string name, Shape shape)
    {
        _keys.Add(name, new KeySchema(name, shape, IsRequired: true));
        return this;
    }

    public BlockSchema NotExecuted(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _keys.Add(name, new KeySchema(name, Shape.Anything, KeyState.NotExecuted));
        return this;
    }

    public BlockSchema OtherComponent(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _keys.Add(name, new KeySchema(name, Shape.Anything, KeyState.OtherComponent));
        return this;
    }

    public BlockSchema Renamed(string old, string now)
    {
        _renamed.Add(old, now);
        return this;
    }

    /// <summary>All keys of another block too.</summary>
    public BlockSchema Including(BlockSchema other)
    {
        foreach (var key in other._keys.Values)
            _keys.TryAdd(key.Name, key);
        foreach (var (old, now) in other._renamed)
            _renamed.TryAdd(old, now);
        return this;
    }

    public void Check(Located at, Findings findings)
    {
        if (at.Node is not MapNode map)
        {
            findings.Error(DiagnosticIds.WrongType, at, $"{Name} is a map, and this is {at.Node.Description}", "write keys and values");
            return;
        }

        foreach (var (entry, value) in at.Entries())
            CheckEntry(entry, value, findings);

        foreach (var key in _keys.Values)
        {
            if (key.IsRequired && map.Find(key.Name) is null)
                findings.Error(DiagnosticIds.RequiredKey, at.Place, $"{Name} needs {key.Name}", $"add {key.Name}: {key.Shape.Example}");
        }
    }

    private void CheckEntry(MapEntry entry, Located value, Findings findings)
    {
        var place = value.PlaceOf(entry.KeyMark);
        if (_keys.TryGetValue(entry.Key, out var known))
            CheckKnown(known, place, value, findings);
        else if (_renamed.TryGetValue(entry.Key, out var now))
            findings.Error(DiagnosticIds.RenamedKey, place, $"{entry.Key} is now called {now}", $"write {now} in place of {entry.Key}");
        else if (findings.IsFull && !IsOpen)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", "");
        else if (NearestName.Of(entry.Key, IsOpen ? KeysOfTheLanguage() : _keys.Keys) is { } near)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", $"did you mean {near}?");
        else if (!IsOpen)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", $"keys here are {string.Join(", ", _keys.Values.Where(key => key.State != KeyState.NotExecuted).Select(key => key.Name).Order(StringComparer.Ordinal))}");
    }

    private IEnumerable<string> KeysOfTheLanguage() => _keys.Keys.Where(name => name.Length > 4);

    private static void CheckKnown(KeySchema known, SourcePlace place, Located value, Findings findings)
    {
        switch (known.State)
        {
            case KeyState.NotExecuted when !IsSwitchedOff(value.Node):
                findings.Error(DiagnosticIds.NotExecuted, place, $"the known key {known.Name} is not executed by this version", $"leave {known.Name} out, or use a version that executes it");
                break;
            case KeyState.OtherComponent:
                findings.Warning(DiagnosticIds.OtherComponent, place, $"{known.Name} is read by another component and changes nothing here", "nothing to do if that component is in use");
                break;
            case KeyState.Read when !value.Node.IsNull:
                known.Shape.Check(value, findings);
                break;
            default:
                break;
        }
    }

    /// <summary>A key that says nothing (empty, <c>false</c>, <c>[]</c>, <c>{}</c>) asks for nothing.</summary>
    private static bool IsSwitchedOff(Node node) => node switch
    {
        ScalarNode { Value: null or false } => true,
        ListNode { Items.Count: 0 } => true,
        MapNode { Entries.Count: 0 } => true,
        _ => false,
    };
}
