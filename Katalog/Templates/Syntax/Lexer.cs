namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Cuts a text into the tokens of Go's text/template. Every token knows its offset; whitespace inside actions is a token, because it separates operands.</summary>
internal sealed class Lexer(string text)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string OpenComment = "/*";
    private const string CloseComment = "*/";
    private const int TrimMarker = 2;

    private readonly List<Token> _tokens = [];
    private int _position;
    private int _start;
    private int _parens;

    public static IReadOnlyList<Token> Tokenize(string text) => new Lexer(text).Run();

    private List<Token> Run()
    {
        while (LexText())
            LexAction();
        Emit(TokenKind.End);
        return _tokens;
    }

    /// <summary>Text up to the next action; false at the end. Comments are passed over here.</summary>
    private bool LexText()
    {
        while (true)
        {
            var open = text.IndexOf(Open, _position, StringComparison.Ordinal);
            var end = open < 0 ? text.Length : open;
            var textEnd = end;
            var trim = open >= 0 && HasLeftTrim(open + Open.Length);
            while (trim && textEnd > _position && Characters.IsSpace(text[textEnd - 1]))
                textEnd--;
            if (textEnd > _position)
                _tokens.Add(new Token(TokenKind.Text, _position, text[_position..textEnd]));
            _position = _start = end;
            if (open < 0)
                return false;

            var inside = open + Open.Length + (trim ? TrimMarker : 0);
            if (!text.AsSpan(inside).StartsWith(OpenComment, StringComparison.Ordinal))
            {
                _position = open + Open.Length;
                Emit(TokenKind.LeftDelimiter);
                _position = _start = inside;
                _parens = 0;
                return true;
            }

            PassComment(open, inside);
        }
    }

    private void PassComment(int open, int inside)
    {
        var close = text.IndexOf(CloseComment, inside + OpenComment.Length, StringComparison.Ordinal);
        if (close < 0)
            throw Error(open, "unclosed comment", "end it with */}}");
        _position = close + CloseComment.Length;
        if (!AtRightDelimiter(_position, out var trim))
            throw Error(open, "comment ends before closing delimiter", "a comment is alone in its action: {{/* … */}}");
        PassRightDelimiter(trim);
    }

    private void PassRightDelimiter(bool trim)
    {
        _position += (trim ? TrimMarker : 0) + Close.Length;
        while (trim && _position < text.Length && Characters.IsSpace(text[_position]))
            _position++;
        _start = _position;
    }

    private void LexAction()
    {
        while (true)
        {
            if (AtRightDelimiter(_position, out var trim))
            {
                if (_parens > 0)
                    throw Error(_position, "unclosed left paren", "close it with ) before the action ends");
                _tokens.Add(new Token(TokenKind.RightDelimiter, _position, Close));
                PassRightDelimiter(trim);
                return;
            }

            if (_position >= text.Length)
                throw Error(Math.Max(0, text.LastIndexOf(Open, StringComparison.Ordinal)), "unclosed action", "end it with }}");
            LexInside(text[_position]);
        }
    }

    private void LexInside(char c)
    {
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                while (_position < text.Length && Characters.IsSpace(text[_position]) && !AtRightDelimiter(_position, out _))
                    _position++;
                Emit(TokenKind.Space);
                break;
            case '=':
                Single(TokenKind.Assign);
                break;
            case ':':
                if (Peek(1) != '=')
                    throw Error(_position, "expected :=", "a variable is declared with :=");
                _position += 2;
                Emit(TokenKind.Declare);
                break;
            case '|':
                Single(TokenKind.Pipe);
                break;
            case '(':
                _parens++;
                Single(TokenKind.LeftParen);
                break;
            case ')':
                if (--_parens < 0)
                    throw Error(_position, "unexpected right paren", "there is no ( that it closes");
                Single(TokenKind.RightParen);
                break;
            case '"' or '\'':
                LexQuoted(c);
                break;
            case '`':
                LexRaw();
                break;
            case '$':
                _position++;
                LexName(TokenKind.Variable);
                break;
            case '.' when !char.IsAsciiDigit(Peek(1)):
                _position++;
                LexName(TokenKind.Field);
                break;
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                LexNumber();
                break;
            default:
                LexOther(c);
                break;
        }
    }

    private void LexOther(char c)
    {
        if (Characters.IsAlphanumeric(text, _position, out _))
            LexIdentifier();
        else if (c is > ' ' and < '\x7f')
            Single(TokenKind.Character);
        else
            throw Error(_position, $"unrecognized character in action: {Characters.Describe(text, _position)}", string.Empty);
    }

    private void LexQuoted(char quote)
    {
        for (_position++; _position < text.Length && text[_position] != '\n'; _position++)
        {
            if (text[_position] == '\\' && _position + 1 < text.Length && text[_position + 1] != '\n')
            {
                _position++;
            }
            else if (text[_position] == quote)
            {
                _position++;
                Emit(quote == '"' ? TokenKind.QuotedString : TokenKind.CharConstant);
                return;
            }
        }

        throw Error(_start, quote == '"' ? "unterminated quoted string" : "unterminated character constant", "close the quote on the same line, or use `backquotes`");
    }

    private void LexRaw()
    {
        var close = text.IndexOf('`', _position + 1);
        if (close < 0)
            throw Error(_start, "unterminated raw quoted string", "close it with `");
        _position = close + 1;
        Emit(TokenKind.RawString);
    }

    /// <summary>A field or variable after its first character; a dot alone is the dot, a dollar alone the root.</summary>
    private void LexName(TokenKind kind)
    {
        PassAlphanumerics();
        RequireTerminator(kind == TokenKind.Field
            ? "names with other characters are read with index: index .metadata.labels \"app.kubernetes.io/name\""
            : "put a space after the variable's name");
        Emit(kind == TokenKind.Field && _position == _start + 1 ? TokenKind.Dot : kind);
    }

    private void LexIdentifier()
    {
        PassAlphanumerics();
        RequireTerminator("names have letters, digits and _ only");
        Emit(text[_start.._position] switch
        {
            "true" or "false" => TokenKind.Boolean,
            "nil" => TokenKind.Nil,
            "block" => TokenKind.Block,
            "break" => TokenKind.Break,
            "continue" => TokenKind.Continue,
            "define" => TokenKind.Define,
            "else" => TokenKind.Else,
            "end" => TokenKind.EndKeyword,
            "if" => TokenKind.If,
            "range" => TokenKind.Range,
            "template" => TokenKind.Template,
            "with" => TokenKind.With,
            _ => TokenKind.Identifier,
        });
    }

    private void LexNumber()
    {
        var valid = NumberScanner.Scan(text, ref _position);
        if (valid && Peek(0) is '+' or '-')
            valid = NumberScanner.Scan(text, ref _position) && text[_position - 1] == 'i';
        if (!valid)
            throw Error(_start, $"bad number syntax: \"{text[_start.._position]}\"", string.Empty);
        Emit(TokenKind.Number);
    }

    private void PassAlphanumerics()
    {
        while (Characters.IsAlphanumeric(text, _position, out var width))
            _position += width;
    }

    private void RequireTerminator(string mend)
    {
        if (_position < text.Length && !Characters.IsSpace(text[_position]) && text[_position] is not ('.' or ',' or '|' or ':' or ')' or '(')
            && !text.AsSpan(_position).StartsWith(Close, StringComparison.Ordinal))
        {
            throw Error(_position, $"bad character {Characters.Describe(text, _position)}", mend);
        }
    }

    private bool AtRightDelimiter(int position, out bool trim)
    {
        var rest = text.AsSpan(position);
        trim = rest.Length >= TrimMarker && Characters.IsSpace(rest[0]) && rest[1] == '-' && rest[TrimMarker..].StartsWith(Close, StringComparison.Ordinal);
        return trim || rest.StartsWith(Close, StringComparison.Ordinal);
    }

    private bool HasLeftTrim(int position) => position + 1 < text.Length && text[position] == '-' && Characters.IsSpace(text[position + 1]);

    private char Peek(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private void Single(TokenKind kind)
    {
        _position++;
        Emit(kind);
    }

    private void Emit(TokenKind kind)
    {
        _tokens.Add(new Token(kind, _start, text[_start.._position]));
        _start = _position;
    }

    private TemplateSyntaxException Error(int offset, string message, string mend) =>
        new(TemplateDiagnostics.Syntax, message, mend, TemplatePlace.Of(text, offset));
}
