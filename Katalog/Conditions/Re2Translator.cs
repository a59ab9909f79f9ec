using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Conditions;

/// <summary>Writes an RE2 pattern as one for .NET that matches the same texts. Groups capture nothing, because only whether it matches is asked;
/// that is also why greediness is dropped.</summary>
internal sealed class Re2Translator(string pattern)
{
    private const int MaxDepth = 100;
    private const int MaxRepeat = 1000;

    private readonly StringBuilder _output = new();
    private readonly Stack<bool> _multiline = new();
    private int _position;
    private bool _multilineNow;
    private bool _repeatable;

    public string Translate()
    {
        while (_position < pattern.Length)
            Step(pattern[_position]);
        return _multiline.Count > 0 ? throw new Re2SyntaxException("missing closing )") : _output.ToString();
    }

    private void Step(char c)
    {
        switch (c)
        {
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '|':
                Write("|", repeatable: false);
                break;
            case '*' or '+' or '?':
                Repeat(c.ToString(), 1);
                break;
            case '{' when TryCount(out var length):
                Repeat(pattern.Substring(_position, length), length);
                break;
            case '^':
                Write(_multilineNow ? "(?m:^)" : @"\A", repeatable: true);
                break;
            case '$':
                Write(_multilineNow ? "(?m:$)" : @"\z", repeatable: true);
                break;
            case '.':
                Write(".", repeatable: true);
                break;
            case '[':
                _output.Append(new Re2Class(pattern).Translate(ref _position));
                _repeatable = true;
                break;
            case '\\':
                Escape();
                break;
            default:
                Literal();
                break;
        }
    }

    private void Write(string text, bool repeatable)
    {
        _output.Append(text);
        _position++;
        _repeatable = repeatable;
    }

    private void Literal()
    {
        _ = Rune.DecodeFromUtf16(pattern.AsSpan(_position), out var rune, out var width);
        _output.Append(Re2Class.Character(rune.Value));
        _position += width;
        _repeatable = true;
    }

    private void Repeat(string operation, int length)
    {
        if (!_repeatable)
            throw new Re2SyntaxException($"missing argument to repetition operator {operation}");
        _output.Append(operation);
        _position += length;
        if (_position < pattern.Length && pattern[_position] == '?')
            _position++;
        else if (_position < pattern.Length && pattern[_position] is '*' or '+')
            throw new Re2SyntaxException($"invalid nested repetition operator {operation}{pattern[_position]}");
        _repeatable = false;
    }

    private bool TryCount(out int length)
    {
        length = 0;
        var close = pattern.IndexOf('}', _position);
        if (close < 0)
            return false;
        var parts = pattern[(_position + 1)..close].Split(',');
        if (parts.Length > 2 || !TryNumber(parts[0], out var low) || (parts.Length == 2 && parts[1].Length > 0 && !TryNumber(parts[1], out _)))
            return false;
        var high = parts.Length == 2 && parts[1].Length > 0 && TryNumber(parts[1], out var given) ? given : low;
        if (low > MaxRepeat || high > MaxRepeat || high < low)
            throw new Re2SyntaxException("invalid repeat count " + pattern[_position..(close + 1)]);
        length = close + 1 - _position;
        return true;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private void Open()
    {
        if (_multiline.Count >= MaxDepth)
            throw new Re2SyntaxException("nested too deeply");
        if (_position + 1 >= pattern.Length || pattern[_position + 1] != '?')
        {
            _multiline.Push(_multilineNow);
            Write("(?:", repeatable: false);
            return;
        }

        var rest = pattern.AsSpan(_position + 2);
        if (rest.StartsWith("P<", StringComparison.Ordinal) || (rest.StartsWith("<", StringComparison.Ordinal) && !rest.StartsWith("<=", StringComparison.Ordinal) && !rest.StartsWith("<!", StringComparison.Ordinal)))
            OpenNamed();
        else
            OpenFlags();
    }

    private void OpenNamed()
    {
        var start = pattern.IndexOf('<', _position) + 1;
        var end = pattern.IndexOf('>', start);
        if (end <= start || !pattern[start..end].All(static c => c == '_' || char.IsAsciiLetterOrDigit(c)))
            throw new Re2SyntaxException("invalid named capture");
        _multiline.Push(_multilineNow);
        _output.Append("(?:");
        _position = end + 1;
        _repeatable = false;
    }

    /// <summary>(?flags) for the rest of the group, or (?flags:…).</summary>
    private void OpenFlags()
    {
        var (on, off, multiline, negative) = (string.Empty, string.Empty, _multilineNow, false);
        for (_position += 2; _position < pattern.Length; _position++)
        {
            switch (pattern[_position])
            {
                case 'm':
                    multiline = !negative;
                    break;
                case 'i' or 's' when negative:
                    off += pattern[_position];
                    break;
                case 'i' or 's':
                    on += pattern[_position];
                    break;
                case 'U':
                    break;
                case '-' when !negative:
                    negative = true;
                    break;
                case ':':
                    _multiline.Push(_multilineNow);
                    _multilineNow = multiline;
                    Write($"(?{on}{(off.Length > 0 ? "-" + off : string.Empty)}:", repeatable: false);
                    return;
                case ')':
                    _multilineNow = multiline;
                    Write(on.Length + off.Length > 0 ? $"(?{on}{(off.Length > 0 ? "-" + off : string.Empty)})" : string.Empty, repeatable: false);
                    return;
                default:
                    throw new Re2SyntaxException("RE2 has no group (?" + pattern[_position]);
            }
        }

        throw new Re2SyntaxException("missing closing )");
    }

    private void Close()
    {
        if (!_multiline.TryPop(out _multilineNow))
            throw new Re2SyntaxException("unexpected )");
        Write(")", repeatable: true);
    }

    private void Escape()
    {
        if (_position + 1 >= pattern.Length)
            throw new Re2SyntaxException("trailing backslash");
        switch (pattern[_position + 1])
        {
            case 'A' or 'z' or 'b' or 'B':
                _output.Append('\\').Append(pattern[_position + 1]);
                _position += 2;
                break;
            case 'Q':
                Quote();
                return;
            case 'C' or 'Z' or 'G':
                throw new Re2SyntaxException($"RE2 has no \\{pattern[_position + 1]}");
            default:
                _output.Append(Re2Class.Escape(pattern, ref _position, insideClass: false));
                break;
        }

        _repeatable = true;
    }

    private void Quote()
    {
        var end = pattern.IndexOf(@"\E", _position + 2, StringComparison.Ordinal);
        var text = end < 0 ? pattern[(_position + 2)..] : pattern[(_position + 2)..end];
        foreach (var rune in text.EnumerateRunes())
            _output.Append(Re2Class.Character(rune.Value));
        _position = end < 0 ? pattern.Length : end + 2;
        _repeatable = text.Length > 0;
    }
}
