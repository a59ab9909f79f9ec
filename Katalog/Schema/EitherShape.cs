using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class EitherShape(IReadOnlyList<Shape> shapes) : Shape
{
    public override string Example => shapes[0].Example;

    public override bool Fits(Node node) => shapes.Any(shape => shape.Fits(node));

    public override void Check(Located at, Findings findings) => (shapes.FirstOrDefault(shape => shape.Fits(at.Node)) ?? shapes[0]).Check(at, findings);
}
