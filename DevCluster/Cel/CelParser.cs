using System.Globalization;

namespace Orkestra.DevCluster.Cel;

/// <summary>Parses the common part of the Common Expression Language: no unsigned integers, bytes, messages, optional values or two-variable macros.</summary>
internal sealed class CelParser
{
    private const int DeepestNesting = 100;
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"]];
    private static readonly string[] Macros = ["all", "exists", "exists_one", "filter", "map"];
    private readonly List<CelToken> _tokens;
    private int _at;
    private int _depth;

    private CelParser(string text) => _tokens = new CelLexer(text).Read();

    /// <exception cref="CelSyntaxException">The expression is broken, or uses what is not supported.</exception>
    public static CelNode Parse(string text)
    {
        var parser = new CelParser(text);
        var node = parser.Expression();
        return parser.Current.Kind == CelTokenKind.End ? node : throw parser.Unexpected();
    }

    private CelToken Current => _tokens[_at];

    private CelNode Expression()
    {
        if (++_depth > DeepestNesting)
            throw new CelSyntaxException("the expression is nested too deeply");
        var condition = Level(0);
        if (Take("?"))
        {
            var then = Level(0);
            Expect(":");
            condition = new CelNode.Choice(condition, then, Expression());
        }

        _depth--;
        return condition;
    }

    private CelNode Level(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Level(level + 1);
        while (Array.Find(Levels[level], IsOperator) is { } symbol)
        {
            _at++;
            left = new CelNode.Binary(symbol, left, Level(level + 1));
        }

        return left;
    }

    private bool IsOperator(string symbol) =>
        Current.Kind == (symbol is "in" ? CelTokenKind.Name : CelTokenKind.Symbol) && string.Equals(Current.Text, symbol, StringComparison.Ordinal);

    private CelNode Unary()
    {
        if (Take("!"))
            return new CelNode.Unary("!", Unary());
        if (!Take("-"))
            return Member();

        // The least integer has no positive counterpart.
        return Current.Kind == CelTokenKind.Integer && Current.Text is "9223372036854775808" && _at++ >= 0
            ? new CelNode.Literal(long.MinValue)
            : new CelNode.Unary("-", Unary());
    }

    private CelNode Member()
    {
        var node = Primary();
        while (true)
        {
            if (Take("."))
            {
                var name = ExpectName();
                node = Take("(") ? Call(node, name) : new CelNode.Select(node, name);
            }
            else if (Take("["))
            {
                node = new CelNode.Index(node, Expression());
                Expect("]");
            }
            else
            {
                return node;
            }
        }
    }

    private CelNode Primary()
    {
        var token = Current;
        _at++;
        switch (token.Kind)
        {
            case CelTokenKind.Integer when long.TryParse(token.Text, CultureInfo.InvariantCulture, out var whole):
                return new CelNode.Literal(whole);
            case CelTokenKind.Real when double.TryParse(token.Text, CultureInfo.InvariantCulture, out var real):
                return new CelNode.Literal(real);
            case CelTokenKind.Text:
                return new CelNode.Literal(token.Text);
            case CelTokenKind.Name when token.Text is "true" or "false":
                return new CelNode.Literal(token.Text is "true");
            case CelTokenKind.Name when token.Text is "null":
                return new CelNode.Literal(null);
            case CelTokenKind.Name when token.Text is not "in":
                return Take("(") ? Call(null, token.Text) : new CelNode.Name(token.Text);
            case CelTokenKind.Symbol when token.Text is "(":
                var inner = Expression();
                Expect(")");
                return inner;
            case CelTokenKind.Symbol when token.Text is "[":
                return new CelNode.MakeList(Expressions("]"));
            case CelTokenKind.Symbol when token.Text is "{":
                return Map();
            default:
                _at--;
                throw Unexpected();
        }
    }

    private CelNode Call(CelNode? target, string name)
    {
        var arguments = Expressions(")");
        if (target is null && name is "has")
        {
            return arguments is [CelNode.Select select]
                ? new CelNode.Has(select.Target, select.Field)
                : throw new CelSyntaxException("has() takes a field selection");
        }

        if (target is not null && Macros.Contains(name, StringComparer.Ordinal))
            return Macro(target, name, arguments);
        return CelFunctions.Knows(name, target is not null, arguments.Count)
            ? new CelNode.Call(target, name, arguments)
            : throw new CelSyntaxException($"the function {name} with {arguments.Count} argument{(arguments.Count == 1 ? "" : "s")} is not supported");
    }

    private static CelNode.Macro Macro(CelNode range, string name, List<CelNode> arguments) => (name, arguments) switch
    {
        ("map", [CelNode.Name variable, var filter, var body]) => new(name, range, variable.Text, filter, body),
        (_, [CelNode.Name variable, var body]) => new(name, range, variable.Text, null, body),
        _ => throw new CelSyntaxException($"{name} with these arguments is not supported"),
    };

    private List<CelNode> Expressions(string end)
    {
        var list = new List<CelNode>();
        while (!Take(end))
        {
            list.Add(Expression());
            if (Take(end))
                break;
            Expect(",");
        }

        return list;
    }

    private CelNode.MakeMap Map()
    {
        var entries = new List<(CelNode, CelNode)>();
        while (!Take("}"))
        {
            var key = Expression();
            Expect(":");
            entries.Add((key, Expression()));
            if (Take("}"))
                break;
            Expect(",");
        }

        return new CelNode.MakeMap(entries);
    }

    private string ExpectName()
    {
        if (Current.Kind != CelTokenKind.Name)
            throw Unexpected();
        return _tokens[_at++].Text;
    }

    private bool Take(string symbol)
    {
        if (Current.Kind != CelTokenKind.Symbol || !string.Equals(Current.Text, symbol, StringComparison.Ordinal))
            return false;
        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected();
    }

    private CelSyntaxException Unexpected() => new(Current.Kind == CelTokenKind.End ? "the expression ends too early" : $"unexpected '{Current.Text}' at {Current.Position}");
}
