using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class EitherShape(IReadOnlyList<Shape> shapes) : Shape
{
    public override string Example => shapes[0].Example;

    public override ShapeFacts Facts => new("one of several") { Options = shapes };

    public override bool Fits(Node node) => shapes.Any(shape => shape.Fits(node));

    public override void Check(Located at, Findings findings) => Of(at).Check(at, findings);

    public override IEnumerable<BlockSchema> Blocks => shapes.SelectMany(shape => shape.Blocks);

    public override Fragment Compile(Located at, FragmentCompiler compiler) => Of(at).Compile(at, compiler);

    private Shape Of(Located at) => shapes.FirstOrDefault(shape => shape.Fits(at.Node)) ?? shapes[0];
}
