using System.Collections.Immutable;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Parses pipelines. Functions and variables are resolved and the number of arguments is checked here, so that an evaluation finds nothing unknown.</summary>
internal sealed class ExpressionParser(TokenStream tokens, FunctionTable functions, ParseBounds bounds)
{
    private const int MostWarnings = 100;

    private readonly List<TemplateWarning> _warnings = [];

    public VariableScope Variables { get; set; } = new();

    public IReadOnlyList<TemplateWarning> Warnings => _warnings;

    /// <summary>A pipeline whose variables are set as it is evaluated.</summary>
    public (Expression Value, bool SetsVariables) ParseValue(string context, TokenKind end)
    {
        var pipeline = Parse(context, end, forRange: false);
        return (Bind(pipeline), pipeline.Variables.Length > 0);
    }

    /// <summary>A pipeline of which <c>range</c> sets the variables.</summary>
    public Pipeline ParseForRange() => Parse("range", TokenKind.RightDelimiter, forRange: true);

    public int Resolve(Token variable) => Variables.Find(variable.Text) ?? throw Undefined(variable);

    private Expression Bind(Pipeline pipeline)
    {
        if (pipeline.Variables.IsEmpty)
            return pipeline.Value;
        var variable = pipeline.Variables[0];
        var slot = pipeline.Assigns ? Resolve(variable) : Variables.Declare(variable.Text);
        return new AssignExpression(variable.Offset, slot, !pipeline.Assigns, pipeline.Value);
    }

    private Pipeline Parse(string context, TokenKind end, bool forRange)
    {
        var start = tokens.PeekNonSpace();
        bounds.Enter(start.Offset);
        var variables = ParseVariables(context, forRange, out var assigns);
        Expression? first = null;
        var stages = ImmutableArray.CreateBuilder<CallExpression>();
        while (true)
        {
            var token = tokens.PeekNonSpace();
            if (token.Kind == end)
            {
                tokens.Next();
                break;
            }

            if (!StartsOperand(token.Kind))
                throw tokens.Unexpected(token, context);
            if (first is null)
                first = ParseCommand(stage: 0);
            else
                stages.Add((CallExpression)ParseCommand(stages.Count + 1));
        }

        bounds.Leave();
        if (first is null)
            throw tokens.Error(start.Offset, $"missing value for {context}", string.Empty);
        return new Pipeline(variables, assigns, stages.Count == 0 ? first : new PipelineExpression(start.Offset, first, stages.DrainToImmutable()));
    }

    private ImmutableArray<Token> ParseVariables(string context, bool forRange, out bool assigns)
    {
        assigns = false;
        var back = tokens.Position;
        if (tokens.PeekNonSpace().Kind != TokenKind.Variable)
            return [];
        var first = tokens.Next();
        var next = tokens.NextNonSpace();
        if (next.Kind is TokenKind.Assign or TokenKind.Declare)
        {
            assigns = next.Kind == TokenKind.Assign;
            return [first];
        }

        if (next is not { Kind: TokenKind.Character, Text: "," })
        {
            tokens.Position = back;
            return [];
        }

        if (!forRange)
            throw tokens.Error(next.Offset, $"too many declarations in {context}", "only range sets two variables");
        var second = tokens.NextNonSpace();
        if (second.Kind != TokenKind.Variable)
            throw tokens.Error(second.Offset, "range can only initialize variables", "{{range $index, $element := …}}");
        next = tokens.NextNonSpace();
        if (next is { Kind: TokenKind.Character, Text: "," })
            throw tokens.Error(next.Offset, "too many declarations in range", "range sets at most two variables");
        if (next.Kind is not (TokenKind.Assign or TokenKind.Declare))
            throw tokens.Unexpected(next, "range");
        assigns = next.Kind == TokenKind.Assign;
        return [first, second];
    }

    private Expression ParseCommand(int stage)
    {
        var operands = new List<Operand>();
        for (var more = true; more;)
        {
            if (StartsOperand(tokens.PeekNonSpace().Kind))
                operands.Add(ParseOperand());
            var token = tokens.Next();
            switch (token.Kind)
            {
                case TokenKind.Space:
                    break;
                case TokenKind.RightDelimiter or TokenKind.RightParen:
                    tokens.Position--;
                    more = false;
                    break;
                case TokenKind.Pipe:
                    // Nothing need follow: Go takes {{.x |}} for {{.x}}.
                    more = false;
                    break;
                default:
                    throw tokens.Unexpected(token, "operand");
            }
        }

        return Command(operands, stage);
    }

    private Expression Command(List<Operand> operands, int stage)
    {
        var head = operands[0];
        if (head.Function is { } function)
            return Call(head.Token, function, operands.Skip(1), stage > 0);
        if (stage > 0 && head.Value is ConstantExpression or DotExpression)
            throw tokens.Error(head.Token.Offset, $"non executable command in pipeline stage {stage + 1}", "a value can only be piped into a function");
        if (operands.Count > 1 || stage > 0)
        {
            throw head.Token.Kind == TokenKind.Field
                ? tokens.Error(head.Token.Offset, $"{head.Token.Text[1..]} is not a method but has arguments", "to use several values call a function: print .a .b")
                : tokens.Error(head.Token.Offset, $"can't give argument to non-function {head.Token.Text}", string.Empty);
        }

        return head.Token.Kind == TokenKind.Nil ? throw tokens.Error(head.Token.Offset, "nil is not a command", string.Empty) : head.Value!;
    }

    private CallExpression Call(Token name, TemplateFunction function, IEnumerable<Operand> operands, bool piped)
    {
        bounds.CountNode(name.Offset);
        if (function.Refused is { } reason)
            throw tokens.Error(TemplateDiagnostics.Refused, name.Offset, $"{function.Name} is not executed by this version", reason);
        var arguments = operands.Select(operand => operand.Value ?? Call(operand.Token, operand.Function!, [], piped: false)).ToImmutableArray();
        var count = arguments.Length + (piped ? 1 : 0);
        if (count < function.MinArguments || count > (function.MaxArguments ?? int.MaxValue))
        {
            var want = function.MaxArguments == function.MinArguments ? $"{function.MinArguments}"
                : count < function.MinArguments ? $"at least {function.MinArguments}" : $"at most {function.MaxArguments}";
            throw tokens.Error(TemplateDiagnostics.Arity, name.Offset, $"wrong number of args for {function.Name}: want {want} got {count}", function.Signature);
        }

        WarnOfDefaultOrder(name, function, arguments, piped);
        return new CallExpression(name.Offset, function, arguments);
    }

    private void WarnOfDefaultOrder(Token name, TemplateFunction function, ImmutableArray<Expression> arguments, bool piped)
    {
        if (function.Name is "default" && _warnings.Count < MostWarnings && !piped && arguments[0] is not ConstantExpression && arguments[1] is ConstantExpression literal && Truth.Of(literal.Value))
        {
            _warnings.Add(new TemplateWarning(
                TemplateDiagnostics.DefaultOrder,
                $"default takes the fallback first: this always yields {literal.Text}",
                $"write default {literal.Text} VALUE, or VALUE | default {literal.Text}",
                tokens.PlaceOf(name.Offset)));
        }
    }

    private Operand ParseOperand()
    {
        var token = tokens.Next();
        bounds.CountNode(token.Offset);
        var operand = Term(token);
        if (tokens.Peek().Kind != TokenKind.Field)
            return operand;
        if (operand.Value is ConstantExpression or DotExpression)
            throw tokens.Error(tokens.Peek().Offset, $"unexpected . after term \"{token.Text}\"", string.Empty);
        var (target, names) = operand.Value is FieldExpression { Target: DotExpression } field
            ? (field.Target, field.Names.ToBuilder())
            : (operand.Value ?? Call(token, operand.Function!, [], piped: false), ImmutableArray.CreateBuilder<string>());
        while (tokens.Peek().Kind == TokenKind.Field)
            names.Add(tokens.Next().Text[1..]);
        return new Operand(token, new FieldExpression(token.Offset, target, names.ToImmutable()), Function: null);
    }

    private Operand Term(Token token)
    {
        Expression value;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return new Operand(token, Value: null, functions.Find(token.Text) ?? throw UnknownFunction(token));
            case TokenKind.Dot:
                value = new DotExpression(token.Offset);
                break;
            case TokenKind.Field:
                value = new FieldExpression(token.Offset, new DotExpression(token.Offset), [token.Text[1..]]);
                break;
            case TokenKind.Variable:
                value = new VariableExpression(token.Offset, token.Text, Resolve(token));
                break;
            case TokenKind.LeftParen:
                value = ParseValue("parenthesized pipeline", TokenKind.RightParen).Value;
                break;
            default:
                value = new ConstantExpression(token.Offset, Constant(token), token.Text);
                break;
        }

        return new Operand(token, value, Function: null);
    }

    private object? Constant(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Nil:
                return null;
            case TokenKind.Boolean:
                return token.Text is "true";
            case TokenKind.Number:
                return NumberLiteral.Parse(token.Text, out var error) ?? throw tokens.Error(token.Offset, error, string.Empty);
            case TokenKind.RawString:
                return token.Text[1..^1].Replace("\r", string.Empty, StringComparison.Ordinal);
            case TokenKind.CharConstant:
                return StringLiteral.UnquoteCharacter(token.Text) ?? throw tokens.Error(token.Offset, $"malformed character constant: {token.Text}", "text goes into \"double quotes\"");
            default:
                return StringLiteral.Unquote(token.Text) ?? throw tokens.Error(token.Offset, $"invalid escape in {token.Text}", "use \\\\ for a backslash, or `backquotes`");
        }
    }

    private TemplateSyntaxException UnknownFunction(Token token)
    {
        var nearest = NearestName.Of(token.Text, functions.Names.Concat(["if", "range", "with", "template", "block", "define", "end", "else", "break", "continue", "nil", "true", "false"]));
        return tokens.Error(
            TemplateDiagnostics.UnknownFunction,
            token.Offset,
            $"function \"{token.Text}\" not defined" + (nearest is null ? string.Empty : $"; did you mean \"{nearest}\"?"),
            nearest is null ? "a field is written with a dot: ." + token.Text : $"write {nearest}");
    }

    private TemplateSyntaxException Undefined(Token variable)
    {
        var nearest = NearestName.Of(variable.Text, Variables.Names.Where(static name => name.Length > 1));
        return tokens.Error(
            TemplateDiagnostics.UnknownVariable,
            variable.Offset,
            $"undefined variable \"{variable.Text}\"" + (nearest is null ? string.Empty : $"; did you mean \"{nearest}\"?"),
            $"declare it before: {{{{ {variable.Text} := … }}}}");
    }

    private static bool StartsOperand(TokenKind kind) => kind is TokenKind.Boolean or TokenKind.CharConstant or TokenKind.Number or TokenKind.QuotedString or TokenKind.RawString
        or TokenKind.Field or TokenKind.Variable or TokenKind.Identifier or TokenKind.Dot or TokenKind.Nil or TokenKind.LeftParen;
}
