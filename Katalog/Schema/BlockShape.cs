using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class BlockShape(BlockSchema block) : Shape
{
    public override string Example => "{…}";

    public override ShapeFacts Facts => new("map") { Block = block };

    public override bool Fits(Node node) => node is MapNode;

    public override void Check(Located at, Findings findings) => block.Check(at, findings);

    public override IEnumerable<BlockSchema> Blocks => [block];

    public override Fragment Compile(Located at, FragmentCompiler compiler) => at.Node is MapNode ? block.Compile(at, compiler) : compiler.Compile(at);
}
