using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class ListShape(Shape item) : Shape
{
    public override string Example => $"[ {item.Example} ]";

    public override ShapeFacts Facts => new("list") { Items = item };

    public override bool Fits(Node node) => node is ListNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Node is not ListNode)
        {
            Expect("a list", "begin each item with a dash", at, findings);
            return;
        }

        foreach (var each in at.Items())
            item.Check(each, findings);
    }

    public override IEnumerable<BlockSchema> Blocks => item.Blocks;

    public override Fragment Compile(Located at, FragmentCompiler compiler) =>
        at.Node is ListNode ? new ListFragment(at.Place, [.. at.Items().Select(each => item.Compile(each, compiler))]) : compiler.Compile(at);
}
