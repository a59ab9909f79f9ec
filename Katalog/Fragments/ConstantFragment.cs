using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A scalar that is the same in every scope. <paramref name="text"/> is how it is written, so that <c>1.10</c> stays <c>1.10</c> where a text is wanted.</summary>
internal sealed class ConstantFragment(SourcePlace place, string text, object? value) : Fragment(place)
{
    public object? Value => value;

    public override TemplateReads Reads => TemplateReads.None;

    public override string? ConstantText => value is null ? null : text;

    public override string Written => text;

    public override object? Evaluate(TemplateScope scope) => value;
}
