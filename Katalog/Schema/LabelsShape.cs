using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>A map of texts, or the older list of <c>{key, value}</c>.</summary>
internal sealed class LabelsShape : Shape
{
    private readonly Shape _map = MapOf(Text);

    private readonly Shape _list = ListOf(Block(new BlockSchema("a label")
        .Required("key", FixedText, "The name of the label.")
        .Key("value", Text, "Its value.")));

    public override string Example => _map.Example;

    public override ShapeFacts Facts => new("one of several") { Options = [_map, _list] };

    public override bool Fits(Node node) => node is MapNode or ListNode;

    public override IEnumerable<BlockSchema> Blocks => _list.Blocks;

    public override void Check(Located at, Findings findings)
    {
        if (at.Node is ListNode)
            findings.Warning(DiagnosticIds.OlderSpelling, at.Place, "labels and annotations as a list are now a map", SpellingCheck.Mend);
        (at.Node is ListNode ? _list : _map).Check(at, findings);
    }

    public override Fragment Compile(Located at, FragmentCompiler compiler) => Fits(at.Node) ? compiler.CompileLabels(at) : compiler.Compile(at);
}
