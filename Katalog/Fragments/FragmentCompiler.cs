using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Fragments;

/// <summary>Compiles YAML into fragments and reports what is wrong with the templates in it.</summary>
internal sealed class FragmentCompiler(FunctionTable functions, Findings findings)
{
    public FunctionTable Functions => functions;

    public Findings Findings => findings;

    public Fragment Compile(Located at) => at.Node switch
    {
        ScalarNode scalar => CompileScalar(at, scalar),
        ListNode => new ListFragment(at.Place, [.. at.Items().Select(Compile)]),
        _ => CompileMap(at),
    };

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

    private Fragment CompileScalar(Located at, ScalarNode scalar)
    {
        if (scalar.Value is not string text || !Template.IsTemplate(text))
            return new ConstantFragment(at.Place, scalar.Text, scalar.Value);

        try
        {
            var template = Template.Parse(text, functions);
            foreach (var warning in template.Warnings)
                findings.Warning(warning.Id, at.PlaceOf(ScalarPlaces.Of(scalar, warning.Place.Offset)), warning.Message, warning.Mend);
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
