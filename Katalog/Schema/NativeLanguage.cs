using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Schema;

/// <summary>Puts fields of Kubernetes objects into the language.</summary>
internal static class NativeLanguage
{
    public static BlockSchema With(this BlockSchema block, params IEnumerable<NativeField> fields)
    {
        foreach (var field in fields)
            block.Key(field.Name, ShapeOf(field.Type), field.Documentation);
        return block;
    }

    private static Shape ShapeOf(NativeType type) => type switch
    {
        NativeType.Text or NativeType.WholeOrText => Shape.Text,
        NativeType.Whole => Shape.WholeText(long.MinValue, long.MaxValue),
        NativeType.Flag => Shape.TemplatedFlag,
        NativeType.Texts => Shape.Texts,
        NativeType.TextMap => Shape.Templated(Shape.TextMap),
        _ => Shape.Anything,
    };
}
