using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>One side of a condition: a constant, a path, or a template.</summary>
internal abstract record ConditionOperand
{
    public abstract object? Value(TemplateScope scope);

    /// <summary>What it reads; not whole where only the presence of the value counts.</summary>
    public abstract TemplateReads Reads(bool whole);
}
