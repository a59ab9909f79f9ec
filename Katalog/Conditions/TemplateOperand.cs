using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

internal sealed record TemplateOperand(Template Template) : ConditionOperand
{
    public override object? Value(TemplateScope scope) => Template.Evaluate(scope);

    public override TemplateReads Reads(bool whole) => Template.Reads;
}
