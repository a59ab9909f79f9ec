using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class AnyShape : Shape
{
    public override string Example => "…";

    public override ShapeFacts Facts => new("anything");

    public override bool Fits(Node node) => true;

    public override void Check(Located at, Findings findings)
    {
        // Whatever the API server accepts.
    }
}
