using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>A map or list, or a template that gives one.</summary>
internal sealed class TemplatedShape(Shape shape) : Shape
{
    public override string Example => shape.Example;

    public override ShapeFacts Facts => new("one of several") { Options = [shape], AllowsTemplate = true };

    public override bool Fits(Node node) => shape.Fits(node) || node is ScalarNode;

    public override IEnumerable<BlockSchema> Blocks => shape.Blocks;

    public override void Check(Located at, Findings findings)
    {
        if (!IsTemplate(at))
            shape.Check(at, findings);
    }

    public override Fragment Compile(Located at, FragmentCompiler compiler) => IsTemplate(at) ? compiler.Compile(at) : shape.Compile(at, compiler);

    private static bool IsTemplate(Located at) => at.Text is { } text && Template.IsTemplate(text);
}
