using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>The keys of one block of the language. This is the only place that says which keys there are; adding a feature starts by changing the state of its keys.</summary>
internal sealed class BlockSchema
{
    private readonly Dictionary<string, KeySchema> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly List<KeyRule> _rules = [];

    public BlockSchema(string name) => Name = name;

    /// <summary>What a diagnostic calls the block: <c>a deployment</c>.</summary>
    public string Name { get; }

    public IReadOnlyCollection<KeySchema> Keys => _keys.Values;

    /// <summary>How the keys depend on each other.</summary>
    public IReadOnlyList<KeyRule> Rules => _rules;

    /// <summary>The body of the block can stand in files of its own, which <c>include</c> names.</summary>
    public bool TakesInclude { get; private set; }

    /// <summary>The key of the block to which a fragment belongs that is a list.</summary>
    public string? IncludedList { get; private set; }

    public KeySchema? Find(string key) => _keys.GetValueOrDefault(key);

    /// <summary>The present name of a key that was renamed; null: it was not.</summary>
    public string? NowOf(string key) => _renamed.GetValueOrDefault(key);

    public bool Knows(string key) => _keys.ContainsKey(key);

    /// <summary>True: unknown keys belong to the object that the block describes.</summary>
    public bool IsOpen { get; private init; }

    public static BlockSchema Open(string name) => new(name) { IsOpen = true };

    public BlockSchema Key(string name, Shape shape, string documentation = "")
    {
        _keys.Add(name, new KeySchema(name, shape, Documentation: documentation));
        return this;
    }

    public BlockSchema Required(string name, Shape shape, string documentation = "")
    {
        _keys.Add(name, new KeySchema(name, shape, IsRequired: true, Documentation: documentation));
        return this;
    }

    /// <summary>A key that a later version executes: its value is checked now, and what has it is not run.</summary>
    public BlockSchema RefusedAtRun(string name, Shape shape, string documentation)
    {
        _keys.Add(name, new KeySchema(name, shape, KeyState.RefusedAtRun, Documentation: documentation));
        return this;
    }

    /// <summary>A key that a later version executes and without which the cluster gets the same objects.</summary>
    public BlockSchema LeftOut(string name, Shape shape, string documentation)
    {
        _keys.Add(name, new KeySchema(name, shape, KeyState.LeftOut, Documentation: documentation));
        return this;
    }

    /// <summary>A key that there is nothing to do about here.</summary>
    /// <param name="name">The key.</param>
    /// <param name="shape">What its value may look like.</param>
    /// <param name="documentation">What it means, and why it changes nothing.</param>
    /// <param name="asIs">Values that say what is so anyway.</param>
    public BlockSchema NoEffect(string name, Shape shape, string documentation, params IReadOnlyList<string> asIs)
    {
        _keys.Add(name, new KeySchema(name, shape, KeyState.NoEffect, Documentation: documentation) { AsIs = asIs });
        return this;
    }

    /// <summary>The present form of a key that this block has for older files.</summary>
    public BlockSchema Older(string name, OlderKey older)
    {
        _keys[name] = _keys[name] with { Older = older };
        return this;
    }

    public BlockSchema Impossible(string name, string message, string mend)
    {
        _keys.Add(name, new KeySchema(name, Shape.Anything, KeyState.Impossible, Refusal: new KeyRefusal(message, mend)));
        return this;
    }

    /// <summary><paramref name="key"/> and any of the others say the same thing twice.</summary>
    public BlockSchema Excludes(string key, params IEnumerable<string> others) => With(new KeyRule(KeyRuleKind.Excludes, key, [.. others]));

    /// <summary><paramref name="key"/> means nothing without one of the others.</summary>
    public BlockSchema Needs(string key, params IEnumerable<string> others) => With(new KeyRule(KeyRuleKind.Needs, key, [.. others]));

    /// <summary>At least one of the keys is needed; <paramref name="key"/> is the one to name.</summary>
    public BlockSchema RequiresOneOf(string key, params IEnumerable<string> others) => With(new KeyRule(KeyRuleKind.OneOf, key, [.. others]));

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

    /// <summary>A key that another component acts on; its value is checked here.</summary>
    public BlockSchema OtherComponent(string name, Shape shape, string documentation)
    {
        _keys.Add(name, new KeySchema(name, shape, KeyState.OtherComponent, Documentation: documentation));
        return this;
    }

    /// <summary>Lets the body of the block stand in files of its own.</summary>
    /// <param name="list">The key of the block to which a fragment belongs that is a list.</param>
    public BlockSchema WithInclude(string? list = null)
    {
        TakesInclude = true;
        IncludedList = list;
        return Key(IncludeExpander.Key, Shape.Either(Shape.FixedText, Shape.ListOf(Shape.FixedText)), "Files with more keys of this block, in or below the folder of the definition; what stands here counts over them, and lists follow each other.");
    }

    public BlockSchema Renamed(string old, string now)
    {
        _renamed.Add(old, now);
        return this;
    }

    /// <summary>All keys of another block too.</summary>
    public BlockSchema Including(BlockSchema other)
    {
        foreach (var key in other._keys.Values.Where(key => key.Name is not IncludeExpander.Key))
            _keys.TryAdd(key.Name, key);
        foreach (var (old, now) in other._renamed)
            _renamed.TryAdd(old, now);
        _rules.AddRange(other._rules.Except(_rules));
        return this;
    }

    /// <summary>Compiles a map by the shapes of its keys; keys that the language does not know are compiled as they are.</summary>
    public MapFragment Compile(Located at, FragmentCompiler compiler) =>
        new(at.Place, [.. at.Entries().Where(entry => !entry.Value.Node.IsNull).Select(entry => KeyValuePair.Create(entry.Entry.Key, CompileKey(entry.Entry.Key, entry.Value, compiler)))]);

    public Fragment CompileKey(string key, Located value, FragmentCompiler compiler) =>
        _keys.TryGetValue(key, out var known) ? known.Shape.Compile(value, compiler) : compiler.Compile(value);

    public void Check(Located at, Findings findings)
    {
        if (at.Node is not MapNode map)
        {
            findings.Error(DiagnosticIds.WrongType, at, $"{Name} is a map, and this is {at.Node.Description}", "write keys and values");
            return;
        }

        foreach (var (entry, value) in at.Entries())
            CheckEntry(map, entry, value, findings);

        foreach (var key in _keys.Values)
        {
            if (key.IsRequired && map.Find(key.Name) is null)
                findings.Error(DiagnosticIds.RequiredKey, at.Place, $"{Name} needs {key.Name}", $"add {key.Name}: {key.Shape.Example}");
        }

        foreach (var rule in _rules)
            rule.Check(Name, at, findings);
    }

    private BlockSchema With(KeyRule rule)
    {
        _rules.Add(rule);
        return this;
    }

    private void CheckEntry(MapNode at, MapEntry entry, Located value, Findings findings)
    {
        var place = value.PlaceOf(entry.KeyMark);
        if (_keys.TryGetValue(entry.Key, out var known))
            CheckKnown(known, at, place, value, findings);
        else if (_renamed.TryGetValue(entry.Key, out var now))
            findings.Error(DiagnosticIds.RenamedKey, place, $"{entry.Key} is now called {now}", $"write {now} in place of {entry.Key}");
        else if (findings.IsFull && !IsOpen)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", "");
        else if (NearestName.Of(entry.Key, IsOpen ? KeysOfTheLanguage() : _keys.Keys, IsOpen ? 1 : 3) is { } near)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", $"did you mean {near}?");
        else if (!IsOpen)
            findings.Error(DiagnosticIds.UnknownKey, place, $"{Name} has no key {entry.Key}", $"keys here are {string.Join(", ", _keys.Values.Where(key => key.State is not (KeyState.NotExecuted or KeyState.Impossible)).Select(key => key.Name).Order(StringComparer.Ordinal))}");
    }

    private IEnumerable<string> KeysOfTheLanguage() => _keys.Keys.Where(name => name.Length > 4);

    private static void CheckKnown(KeySchema known, MapNode at, SourcePlace place, Located value, Findings findings)
    {
        if (known.Older is { } older && !at.Has(older.Now) && !IsSwitchedOff(value.Node) && older.Takes(value.Node, out _))
            findings.Warning(DiagnosticIds.OlderSpelling, place, $"{known.Name} is now {older.Now}", SpellingCheck.Mend);
        switch (known.State)
        {
            case KeyState.NotExecuted when !IsSwitchedOff(value.Node):
                findings.Error(DiagnosticIds.NotExecuted, place, $"the known key {known.Name} is not executed by this version", $"leave {known.Name} out, or use a version that executes it");
                break;
            case KeyState.OtherComponent when !value.Node.IsNull:
                known.Shape.Check(value, findings);
                findings.Warning(DiagnosticIds.OtherComponent, place, $"{known.Name} is read by another component and changes nothing here", "nothing to do if that component is in use");
                break;
            case KeyState.Impossible when !IsSwitchedOff(value.Node):
                findings.Error(DiagnosticIds.Impossible, place, known.Refusal!.Message, known.Refusal.Mend);
                break;
            case KeyState.RefusedAtRun when !IsSwitchedOff(value.Node):
                known.Shape.Check(value, findings);
                findings.NotRun(place, $"{known.Name} is checked, but not executed by this version: what has it is not run");
                break;
            case KeyState.LeftOut when !IsSwitchedOff(value.Node):
                known.Shape.Check(value, findings);
                findings.Warning(DiagnosticIds.CheckedOnly, place, $"{known.Name} is checked, but not executed by this version", "nothing to do if you can do without it; the objects in the cluster are the same");
                break;
            case KeyState.NoEffect when !value.Node.IsNull:
                known.Shape.Check(value, findings);
                if (value.Text is not { } text || !known.AsIs.Contains(text, StringComparer.Ordinal))
                    findings.WithoutEffect(place, known.Name, known.Documentation);
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
