using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

internal sealed record PathOperand(FieldPath Path, TemplateInputs? Inputs = null) : ConditionOperand
{
    public override object? Value(TemplateScope scope) => Path.Find(Inputs is { } inputs ? inputs.Bind(scope, TemplateInputs.NamesIn(Own(whole: true))) : scope);

    public override TemplateReads Reads(bool whole) => Inputs is { } inputs ? inputs.Resolve(Own(whole)) : Own(whole);

    private TemplateReads Own(bool whole) => new([new FieldRead(Path.Keys, whole)], ReadsTime: false, IsRandom: false);
}
