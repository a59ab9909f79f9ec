using System.Collections.Immutable;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Parses text, actions and control structures into statements.</summary>
internal sealed class TemplateParser
{
    private const string MainName = "";

    private readonly TokenStream _tokens;
    private readonly ParseBounds _bounds;
    private readonly ExpressionParser _expressions;
    private readonly Dictionary<string, TemplateBody> _bodies = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Offset)> _includes = [];
    private int _ranges;

    private TemplateParser(string text, FunctionTable functions)
    {
        _tokens = new TokenStream(text, Lexer.Tokenize(text));
        _bounds = new ParseBounds(_tokens);
        _expressions = new ExpressionParser(_tokens, functions, _bounds);
    }

    public static ParsedTemplate Parse(string text, FunctionTable functions)
    {
        if (text.Length > ParseBounds.TextLength)
            throw new TemplateSyntaxException(TemplateDiagnostics.TooLarge, $"a template of more than {ParseBounds.TextLength} characters", "split it", new TemplatePlace(0, 1, 1));
        return new TemplateParser(text, functions).ParseMain();
    }

    private ParsedTemplate ParseMain()
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (_tokens.Peek().Kind != TokenKind.End)
        {
            if (KeywordAhead() == TokenKind.Define)
                ParseDefinition();
            else
                ParseStatement(statements);
        }

        foreach (var (name, offset) in _includes)
        {
            if (!_bodies.ContainsKey(name))
                throw UnknownTemplate(name, offset);
        }

        return new ParsedTemplate(new TemplateBody(new Block(statements.DrainToImmutable()), _expressions.Variables.SlotCount), [.. _expressions.Warnings]);
    }

    /// <summary>The kind of the first token inside the action that follows, or End if none follows.</summary>
    private TokenKind KeywordAhead()
    {
        if (_tokens.Peek().Kind != TokenKind.LeftDelimiter)
            return TokenKind.End;
        var back = _tokens.Position;
        _tokens.Next();
        var kind = _tokens.PeekNonSpace().Kind;
        _tokens.Position = back;
        return kind;
    }

    private void ParseStatement(ImmutableArray<Statement>.Builder statements)
    {
        var token = _tokens.Next();
        _bounds.CountNode(token.Offset);
        if (token.Kind == TokenKind.Text)
        {
            statements.Add(new TextStatement(token.Offset, token.Text));
            return;
        }

        if (token.Kind != TokenKind.LeftDelimiter)
            throw _tokens.Unexpected(token, "input");
        statements.Add(ParseAction());
    }

    private Statement ParseAction()
    {
        var keyword = _tokens.PeekNonSpace();
        switch (keyword.Kind)
        {
            case TokenKind.If or TokenKind.With:
                return ParseBranch(_tokens.Next());
            case TokenKind.Range:
                return ParseRange(_tokens.Next());
            case TokenKind.Template:
                return ParseInclude(_tokens.Next());
            case TokenKind.Block:
                return ParseBlockAction(_tokens.Next());
            case TokenKind.Break or TokenKind.Continue:
                return ParseJump(_tokens.Next());
            case TokenKind.Define:
                throw _tokens.Error(keyword.Offset, "unexpected {{define}}", "define templates at the top, outside other actions");
            case TokenKind.Else or TokenKind.EndKeyword:
                throw _tokens.Error(keyword.Offset, $"unexpected {{{{{keyword.Text}}}}}", "there is no if, with, range, block or define that it belongs to");
            default:
                var (value, setsVariables) = _expressions.ParseValue("command", TokenKind.RightDelimiter);
                return setsVariables ? new SilentStatement(keyword.Offset, value) : new PrintStatement(keyword.Offset, value);
        }
    }

    private BranchStatement ParseBranch(Token keyword)
    {
        var mark = _expressions.Variables.Mark;
        var arms = ImmutableArray.CreateBuilder<BranchArm>();
        Block? otherwise = null;
        while (true)
        {
            var condition = _expressions.ParseValue(keyword.Text, TokenKind.RightDelimiter).Value;
            arms.Add(new BranchArm(condition, ParseBlock(keyword, out var ended)));
            if (ended)
                break;
            var next = _tokens.NextNonSpace();
            if (next.Kind == keyword.Kind)
                continue;
            if (next.Kind != TokenKind.RightDelimiter)
                throw _tokens.Unexpected(next, "else");
            otherwise = ParseLastBlock(keyword);
            break;
        }

        _expressions.Variables.Release(mark);
        return new BranchStatement(keyword.Offset, keyword.Kind == TokenKind.With, arms.DrainToImmutable(), otherwise);
    }

    private RangeStatement ParseRange(Token keyword)
    {
        var mark = _expressions.Variables.Mark;
        var pipeline = _expressions.ParseForRange();
        var variables = BindRange(pipeline);
        _ranges++;
        var body = ParseBlock(keyword, out var ended);
        _ranges--;
        Block? otherwise = null;
        if (!ended)
        {
            _tokens.Expect(TokenKind.RightDelimiter, "else");
            otherwise = ParseLastBlock(keyword);
        }

        _expressions.Variables.Release(mark);
        return new RangeStatement(keyword.Offset, variables, pipeline.Value, body, otherwise);
    }

    private RangeVariables BindRange(Pipeline pipeline)
    {
        if (pipeline.Variables.IsEmpty)
            return RangeVariables.None;
        var slots = pipeline.Variables.Select(variable => pipeline.Assigns ? _expressions.Resolve(variable) : _expressions.Variables.Declare(variable.Text)).ToArray();
        return new RangeVariables(slots.Length > 1 ? slots[0] : -1, slots[^1], !pipeline.Assigns);
    }

    /// <summary>Statements up to the end or else of what <paramref name="owner"/> opened. After an else the stream stands behind the word.</summary>
    private Block ParseBlock(Token owner, out bool ended)
    {
        _bounds.Enter(owner.Offset);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (true)
        {
            var keyword = KeywordAhead();
            if (keyword is TokenKind.EndKeyword or TokenKind.Else)
            {
                _tokens.Next();
                _tokens.NextNonSpace();
                ended = keyword == TokenKind.EndKeyword;
                if (ended)
                    _tokens.Expect(TokenKind.RightDelimiter, "end");
                break;
            }

            if (_tokens.Peek().Kind == TokenKind.End)
                throw _tokens.Error(owner.Offset, $"unexpected end of text: {{{{{owner.Text}}}}} has no {{{{end}}}}", "add {{end}}");
            ParseStatement(statements);
        }

        _bounds.Leave();
        return new Block(statements.DrainToImmutable());
    }

    private Block ParseLastBlock(Token owner)
    {
        var block = ParseBlock(owner, out var ended);
        return ended ? block : throw _tokens.Error(_tokens.Peek().Offset, "expected end; found {{else}}", "one if has one else; use else if for more");
    }

    private JumpStatement ParseJump(Token keyword)
    {
        if (_ranges == 0)
            throw _tokens.Error(keyword.Offset, $"{{{{{keyword.Text}}}}} outside {{{{range}}}}", string.Empty);
        _tokens.Expect(TokenKind.RightDelimiter, keyword.Text);
        return new JumpStatement(keyword.Offset, keyword.Kind == TokenKind.Break ? Flow.Break : Flow.Continue);
    }

    private IncludeStatement ParseInclude(Token keyword)
    {
        var name = ParseName("template clause");
        Expression? argument = null;
        if (_tokens.PeekNonSpace().Kind == TokenKind.RightDelimiter)
            _tokens.Next();
        else
            argument = _expressions.ParseValue("template clause", TokenKind.RightDelimiter).Value;
        return Include(keyword, name, argument);
    }

    private IncludeStatement ParseBlockAction(Token keyword)
    {
        var name = ParseName("block clause");
        var argument = _expressions.ParseValue("block clause", TokenKind.RightDelimiter).Value;
        ParseBody(keyword, name);
        return Include(keyword, name, argument);
    }

    private IncludeStatement Include(Token keyword, string name, Expression? argument)
    {
        _includes.Add((name, keyword.Offset));
        return new IncludeStatement(keyword.Offset, name, argument, _bodies);
    }

    private void ParseDefinition()
    {
        _tokens.Next();
        var keyword = _tokens.NextNonSpace();
        var name = ParseName("define clause");
        _tokens.Expect(TokenKind.RightDelimiter, "define clause");
        ParseBody(keyword, name);
    }

    private void ParseBody(Token keyword, string name)
    {
        var (outer, ranges) = (_expressions.Variables, _ranges);
        (_expressions.Variables, _ranges) = (new VariableScope(), 0);
        var block = ParseBlock(keyword, out var ended);
        if (!ended)
            throw _tokens.Error(keyword.Offset, $"unexpected {{{{else}}}} in {keyword.Text}", string.Empty);
        var body = new TemplateBody(block, _expressions.Variables.SlotCount);
        (_expressions.Variables, _ranges) = (outer, ranges);
        if (!_bodies.TryGetValue(name, out var present) || IsEmpty(present))
            _bodies[name] = body;
        else if (!IsEmpty(body))
            throw _tokens.Error(keyword.Offset, $"multiple definition of template \"{name}\"", "give one of them another name");
    }

    private string ParseName(string context)
    {
        var token = _tokens.NextNonSpace();
        var name = token.Kind switch
        {
            TokenKind.QuotedString => StringLiteral.Unquote(token.Text),
            TokenKind.RawString => token.Text[1..^1],
            _ => throw _tokens.Unexpected(token, context),
        };
        return name is null or MainName ? throw _tokens.Error(token.Offset, $"bad template name {token.Text}", "give it a plain name in quotes") : name;
    }

    private TemplateSyntaxException UnknownTemplate(string name, int offset)
    {
        var nearest = NearestName.Of(name, _bodies.Keys);
        return _tokens.Error(
            TemplateDiagnostics.UnknownTemplate,
            offset,
            $"template \"{name}\" not defined" + (nearest is null ? string.Empty : $"; did you mean \"{nearest}\"?"),
            $"add {{{{define \"{name}\"}}}}…{{{{end}}}}");
    }

    private static bool IsEmpty(TemplateBody body) => body.Block.Statements.All(static statement => statement is TextStatement { IsBlank: true });
}
