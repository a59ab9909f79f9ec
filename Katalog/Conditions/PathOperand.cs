using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

internal sealed record PathOperand(FieldPath Path) : ConditionOperand
{
    public override object? Value(TemplateScope scope) => Path.Find(scope);

    public override TemplateReads Reads(bool whole) => new([new FieldRead(Path.Keys, whole)], ReadsTime: false, IsRandom: false);
}
