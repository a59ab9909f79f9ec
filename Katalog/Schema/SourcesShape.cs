using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>What <c>envFrom</c> takes variables from: a list of maps; in older files one map alone, one name, or a list of names.</summary>
internal sealed class SourcesShape(BlockSchema source) : Shape
{
    private readonly Shape _present = Templated(ListOf(Block(source)));
    private readonly Shape _one = Block(source);
    private readonly Shape _names = Texts;

    public override string Example => _present.Example;

    public override ShapeFacts Facts => _present.Facts;

    public override IEnumerable<BlockSchema> Blocks => [source];

    /// <summary>Whether a value has one of the older forms.</summary>
    public static bool IsOlder(Node node) => node switch
    {
        MapNode => true,
        ListNode list => list.Items.Count > 0 && list.Items.All(static item => item is ScalarNode { IsNull: false }),
        ScalarNode { IsNull: false } name => !Templates.Template.IsTemplate(name.Text),
        _ => false,
    };

    /// <summary>The value as a list of maps.</summary>
    public static Node Present(Node node) => node switch
    {
        ListNode list => new ListNode(list.Source, list.Start, [.. list.Items.Select(item => item is ScalarNode ? Named(item) : item)]),
        ScalarNode => new ListNode(node.Source, node.Start, [Named(node)]),
        _ => new ListNode(node.Source, node.Start, [node]),
    };

    public override bool Fits(Node node) => _present.Fits(node) || node is MapNode;

    public override void Check(Located at, Findings findings)
    {
        if (!IsOlder(at.Node))
        {
            _present.Check(at, findings);
            return;
        }

        findings.Warning(DiagnosticIds.OlderSpelling, at.Place, "what envFrom takes variables from is now a list of maps with name", SpellingCheck.Mend);
        (at.Node is MapNode ? _one : at.Node is ListNode ? _names : Text).Check(at, findings);
    }

    public override Fragment Compile(Located at, FragmentCompiler compiler) => _present.Compile(IsOlder(at.Node) ? at with { Node = Present(at.Node) } : at, compiler);

    private static MapNode Named(Node name) => new(name.Source, name.Start, [new MapEntry("name", name.Start, name)]);
}
