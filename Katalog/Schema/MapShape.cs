using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>A map whose keys are names that the author chooses.</summary>
internal sealed class MapShape(Shape value) : Shape
{
    public override string Example => $"{{ name: {value.Example} }}";

    public override ShapeFacts Facts => new("map") { Values = value };

    public override bool Fits(Node node) => node is MapNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Node is not MapNode)
        {
            Expect("a map", "write keys and values", at, findings);
            return;
        }

        foreach (var (entry, each) in at.Entries())
        {
            if (Template.IsTemplate(entry.Key))
                findings.Error(DiagnosticIds.TemplateNotAllowed, each.PlaceOf(entry.KeyMark), $"the key {entry.Key} cannot be a template", "only values can be templates");
            if (!each.Node.IsNull)
                value.Check(each, findings);
        }
    }

    public override IEnumerable<BlockSchema> Blocks => value.Blocks;

    public override Fragment Compile(Located at, FragmentCompiler compiler) => at.Node is not MapNode
        ? compiler.Compile(at)
        : new MapFragment(at.Place, [.. at.Entries().Where(entry => !entry.Value.Node.IsNull).Select(entry => KeyValuePair.Create(entry.Entry.Key, value.Compile(entry.Value, compiler)))]);
}
