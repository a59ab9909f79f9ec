using Orkestra.Katalog.Checks;
using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Fragments;

/// <summary>Compiles YAML into fragments and reports what is wrong with the templates in it.</summary>
internal sealed class FragmentCompiler(FunctionTable functions, Findings findings, ProfileSet profiles)
{
    private readonly Dictionary<ImportScope, FunctionTable> _imported = new(ReferenceEqualityComparer.Instance);

    /// <summary>What templates in a node can call, and what <c>.inputs</c> means there.</summary>
    public FunctionTable FunctionsOf(Node node)
    {
        if (node.Source.Scope is not { } scope)
            return functions;
        if (!_imported.TryGetValue(scope, out var table))
            _imported[scope] = table = functions.WithInputs(new InputBindings(scope, this));
        return table;
    }

    public Findings Findings => findings;

    /// <summary>What was compiled so far, and reads something.</summary>
    public List<WrittenRead> Reads { get; } = [];

    public Fragment Compile(Located at) => at.Node switch
    {
        ScalarNode scalar => CompileScalar(at, scalar),
        ListNode => new ListFragment(at.Place, [.. at.Items().Select(Compile)]),
        _ when at.Entries().Any(entry => Template.IsTemplate(entry.Entry.Key)) => CompileKeyedMap(at),
        _ => CompileMap(at),
    };

    /// <summary>The values behind the name of a profile: known now, or when the name is rendered.</summary>
    public Fragment CompileProfile(Located at, ProfileClass of)
    {
        if (at.Text is not { } name || Template.IsTemplate(name))
            return new ProfileFragment(Compile(at), of, profiles);
        if (profiles.Find(of, name) is { } values)
            return values;
        findings.Error(DiagnosticIds.UnknownProfile, at, $"there is no {of.What} called {name}", profiles.Hint(of, name));
        return new MapFragment(at.Place, []);
    }

    public Fragment? CompileIfGiven(Located? at) => at is { } given && !given.Node.IsNull ? Compile(given) : null;

    public MapFragment CompileMap(Located at) =>
        new(at.Place, [.. at.Entries().Where(entry => !entry.Value.Node.IsNull).Select(entry => KeyValuePair.Create(entry.Entry.Key, Compile(entry.Value)))]);

    /// <summary>A map of texts, also from the older list of <c>{key, value}</c>.</summary>
    public MapFragment CompileLabels(Located at)
    {
        if (at.Node is not ListNode)
            return CompileMap(at);

        var entries = new Dictionary<string, Fragment>(StringComparer.Ordinal);
        foreach (var item in at.Items())
        {
            if (item.At("key") is not { } key || key.Text is not { } name)
                continue;
            var value = CompileIfGiven(item.At("value")) ?? new ConstantFragment(item.Place, "", "");
            if (!entries.TryAdd(name, value))
                findings.Error(DiagnosticIds.DuplicateKey, key, $"the key {name} is here twice", "keep one of them");
        }

        return new MapFragment(at.Place, [.. entries]);
    }

    private KeyedMapFragment CompileKeyedMap(Located at) => new(
        at.Place,
        [
            .. at.Entries()
                .Where(entry => !entry.Value.Node.IsNull)
                .Select(entry => (CompileKey(entry.Entry, entry.Value), Compile(entry.Value))),
        ]);

    private Fragment CompileKey(MapEntry entry, Located value)
    {
        // Folded: positions inside a key are not told, only where it begins.
        var key = new ScalarNode(value.Node.Source, entry.KeyMark, entry.KeyMark, ScalarForm.Folded, entry.Key, entry.Key);
        return CompileScalar(value with { Node = key }, key);
    }

    private Fragment CompileScalar(Located at, ScalarNode scalar)
    {
        if (scalar.Value is not string text || !Template.IsTemplate(text))
            return new ConstantFragment(at.Place, scalar.Text, scalar.Value);

        try
        {
            var own = FunctionsOf(scalar);
            var template = Template.Parse(text, own);
            foreach (var name in template.UnknownInputs)
                findings.Error(DiagnosticIds.MotifInput, at, $"the Motif has no input {name}", NearestName.Of(name, own.Inputs!.Names) is { } near ? $"did you mean {near}?" : "declare it under inputs");
            foreach (var warning in template.Warnings)
                findings.Warning(warning.Id, at.PlaceOf(ScalarPlaces.Of(scalar, warning.Place.Offset)), warning.Message, warning.Mend);
            Reads.Add(new WrittenRead(at, template.Reads));
            return new TemplateFragment(at, template);
        }
        catch (TemplateSyntaxException e)
        {
            var mend = e.Mend.Length > 0 ? e.Mend : "mend the template";
            findings.Error(e.Id, at.PlaceOf(ScalarPlaces.Of(scalar, e.Offset)), e.Message, mend);
            return new ConstantFragment(at.Place, text, null);
        }
    }
}
