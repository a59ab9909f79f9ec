using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

internal sealed record ConstantOperand(object? Constant) : ConditionOperand
{
    public override object? Value(TemplateScope scope) => Constant;

    public override TemplateReads Reads(bool whole) => TemplateReads.None;
}
