using System.Globalization;
using System.Text;

namespace Orkestra.DevCluster.Cel;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class CelLexer(string text)
{
    private static readonly string[] Symbols = ["&&", "||", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "+", "-", "*", "/", "%", "!", "<", ">"];
    private int _at;

    /// <exception cref="CelSyntaxException">A character that is no part of the language, or a literal that has no end.</exception>
    public List<CelToken> Read()
    {
        var tokens = new List<CelToken>();
        do
            tokens.Add(Next());
        while (tokens[^1].Kind != CelTokenKind.End);
        return tokens;
    }

    private CelToken Next()
    {
        SkipBlanks();
        var start = _at;
        if (start == text.Length)
            return new(CelTokenKind.End, "", start);
        var first = text[start];
        if (IsQuote(start, out var raw))
            return new(CelTokenKind.Text, Quoted(raw), start);
        if (char.IsAsciiLetter(first) || first == '_')
        {
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
                _at++;
            return new(CelTokenKind.Name, text[start.._at], start);
        }

        if (char.IsAsciiDigit(first) || first == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]))
            return Number();
        foreach (var symbol in Symbols)
        {
            if (!text.AsSpan(start).StartsWith(symbol, StringComparison.Ordinal))
                continue;
            _at += symbol.Length;
            return new(CelTokenKind.Symbol, symbol, start);
        }

        throw new CelSyntaxException($"unexpected '{first}' at {start}");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
                _at++;
            else if (text.AsSpan(_at).StartsWith("//", StringComparison.Ordinal))
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            else
                return;
        }
    }

    private bool IsQuote(int at, out bool raw)
    {
        raw = text[at] is 'r' or 'R' && at + 1 < text.Length && text[at + 1] is '"' or '\'';
        if (text[at] is 'b' or 'B' && at + 1 < text.Length && text[at + 1] is '"' or '\'')
            throw new CelSyntaxException("bytes are not supported");
        return raw || text[at] is '"' or '\'';
    }

    private CelToken Number()
    {
        var start = _at;
        if (text[start] == '0' && start + 1 < text.Length && text[start + 1] is 'x' or 'X')
        {
            _at += 2;
            while (_at < text.Length && char.IsAsciiHexDigit(text[_at]))
                _at++;
            return new(CelTokenKind.Integer, long.Parse(text.AsSpan(start + 2, _at - start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), start);
        }

        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
        var real = false;
        if (_at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            real = true;
            _at++;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            real = true;
            _at++;
            if (_at < text.Length && text[_at] is '+' or '-')
                _at++;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
        }

        if (_at < text.Length && text[_at] is 'u' or 'U')
            throw new CelSyntaxException("unsigned integers are not supported");
        return new(real ? CelTokenKind.Real : CelTokenKind.Integer, text[start.._at], start);
    }

    private string Quoted(bool raw)
    {
        var start = _at;
        if (raw)
            _at++;
        var quote = text[_at].ToString();
        if (text.AsSpan(_at).StartsWith(new string(quote[0], 3), StringComparison.Ordinal))
            quote = new string(quote[0], 3);
        _at += quote.Length;
        var value = new StringBuilder();
        while (!text.AsSpan(_at).StartsWith(quote, StringComparison.Ordinal))
        {
            if (_at >= text.Length || quote.Length == 1 && text[_at] == '\n')
                throw new CelSyntaxException($"the string at {start} has no end");
            if (text[_at] == '\\' && !raw)
                Escape(value);
            else
                value.Append(text[_at++]);
        }

        _at += quote.Length;
        return value.ToString();
    }

    private void Escape(StringBuilder value)
    {
        var start = _at;
        var code = _at + 1 < text.Length ? text[_at + 1] : '\0';
        _at += 2;
        const string letters = "abfnrtv\\'\"`?";
        const string meanings = "\a\b\f\n\r\t\v\\'\"`?";
        if (letters.IndexOf(code, StringComparison.Ordinal) is >= 0 and var index)
        {
            value.Append(meanings[index]);
            return;
        }

        var (digits, numberBase) = code switch { 'x' or 'X' => (2, 16), 'u' => (4, 16), 'U' => (8, 16), >= '0' and <= '3' => (3, 8), _ => (0, 0) };
        var from = numberBase == 8 ? _at - 1 : _at;
        if (digits == 0 || from + digits > text.Length || !TryNumber(text.Substring(from, digits), numberBase, out var point) || !Rune.IsValid(point))
            throw new CelSyntaxException($"the escape at {start} has no meaning");
        value.Append(new Rune(point).ToString());
        _at = from + digits;
    }

    private static bool TryNumber(string digits, int numberBase, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue;
            if (value >= numberBase || number > 0x10FFFF)
                return false;
            number = number * numberBase + value;
        }

        return true;
    }
}
