using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>What the value of a key may look like. Values without content are never checked: they count as not given.</summary>
internal abstract class Shape
{
    /// <summary>Any YAML; strings in it may be templates.</summary>
    public static Shape Anything { get; } = new AnyShape();

    /// <summary>A text, which may be a template. Numbers and truth values count as their text.</summary>
    public static Shape Text { get; } = new TextShape(allowsTemplate: true, []);

    /// <summary>A text that is the same for every custom resource.</summary>
    public static Shape FixedText { get; } = new TextShape(allowsTemplate: false, []);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Shape Flag { get; } = new FlagShape(allowsTemplate: false);

    /// <summary><c>true</c>, <c>false</c> or a template.</summary>
    public static Shape TemplatedFlag { get; } = new FlagShape(allowsTemplate: true);

    /// <summary>A length of time.</summary>
    public static Shape Duration { get; } = new DurationShape();

    /// <summary>A map of texts.</summary>
    public static Shape TextMap { get; } = MapOf(Text);

    /// <summary>A map of texts, or the older list of <c>{key, value}</c>.</summary>
    public static Shape Labels { get; } = new LabelsShape();

    /// <summary>A list of texts; also a template that gives one.</summary>
    public static Shape Texts { get; } = Templated(ListOf(Text));

    /// <summary>How a value is written, for the mend of a missing one.</summary>
    public abstract string Example { get; }

    /// <summary>What it is, for documentation and for editors.</summary>
    public abstract ShapeFacts Facts { get; }

    public static Shape OneOf(params string[] values) => new TextShape(allowsTemplate: true, values);

    public static Shape FixedOneOf(params string[] values) => new TextShape(allowsTemplate: false, values);

    public static Shape Whole(long min, long max) => new WholeShape(min, max);

    /// <summary>A whole number as a number, as text or as a template.</summary>
    public static Shape WholeText(long min, long max) => new WholeTextShape(min, max);

    /// <summary>The shape, or a template that gives such a value.</summary>
    public static Shape Templated(Shape shape) => new TemplatedShape(shape);

    /// <summary>The name of a profile of this class.</summary>
    public static Shape Profile(ProfileClass of) => new ProfileShape(of);

    public static Shape Block(BlockSchema block) => new BlockShape(block);

    public static Shape ListOf(Shape item) => new ListShape(item);

    public static Shape MapOf(Shape value) => new MapShape(value);

    /// <summary>The first of several shapes whose kind of YAML fits.</summary>
    public static Shape Either(params Shape[] shapes) => new EitherShape(shapes);

    /// <summary>Whether the value is at all of the YAML kind that this shape describes.</summary>
    public abstract bool Fits(Node node);

    /// <summary>The blocks that a value can be, for documentation.</summary>
    public virtual IEnumerable<BlockSchema> Blocks => [];

    public abstract void Check(Located at, Findings findings);

    /// <summary>Compiles a value; one that does not fit is compiled as it is, because <see cref="Check"/> has reported it.</summary>
    public virtual Fragment Compile(Located at, FragmentCompiler compiler) => compiler.Compile(at);

    protected static void Expect(string what, string mend, Located at, Findings findings) =>
        findings.Error(DiagnosticIds.WrongType, at, $"this must be {what}, and it is {at.Node.Description}", mend);
}
