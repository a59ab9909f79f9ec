namespace Orkestra.DevCluster.Cel;

/// <summary>One node of a parsed expression.</summary>
internal abstract record CelNode
{
    internal sealed record Literal(object? Value) : CelNode;

    internal sealed record Name(string Text) : CelNode;

    internal sealed record Select(CelNode Target, string Field) : CelNode;

    internal sealed record Has(CelNode Target, string Field) : CelNode;

    internal sealed record Index(CelNode Target, CelNode Key) : CelNode;

    /// <summary>A function; with a target it is called on a value.</summary>
    internal sealed record Call(CelNode? Target, string Function, IReadOnlyList<CelNode> Arguments) : CelNode;

    internal sealed record Unary(string Operator, CelNode Operand) : CelNode;

    internal sealed record Binary(string Operator, CelNode Left, CelNode Right) : CelNode;

    internal sealed record Choice(CelNode Condition, CelNode Then, CelNode Else) : CelNode;

    internal sealed record MakeList(IReadOnlyList<CelNode> Items) : CelNode;

    internal sealed record MakeMap(IReadOnlyList<(CelNode Key, CelNode Value)> Entries) : CelNode;

    /// <summary>all, exists, exists_one, filter and map over a list or the keys of a map.</summary>
    internal sealed record Macro(string Kind, CelNode Range, string Variable, CelNode? Filter, CelNode Body) : CelNode;
}
