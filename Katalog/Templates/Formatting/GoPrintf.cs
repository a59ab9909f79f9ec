using System.Text;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Go's fmt.Sprintf: flags, widths and precisions (also as *), argument indexes, and mistakes told inside the text.</summary>
internal sealed class GoPrintf
{
    private const int WidthLimit = 1_000_000;

    private readonly string _format;
    private readonly object?[] _values;
    private readonly BoundedText _output;
    private readonly GoFormatter _formatter;
    private int _position;
    private int _argument;
    private bool _reordered;
    private bool _goodIndex = true;

    private GoPrintf(string format, object?[] values, Evaluation evaluation)
    {
        _format = format;
        _values = values;
        _output = new BoundedText(evaluation);
        _formatter = new GoFormatter(_output, evaluation);
    }

    public static string Format(string format, object?[] values, Evaluation evaluation) => new GoPrintf(format, values, evaluation).Run();

    private string Run()
    {
        while (true)
        {
            var percent = _format.IndexOf('%', _position);
            _output.Append(_format.AsSpan(_position, (percent < 0 ? _format.Length : percent) - _position));
            if (percent < 0)
                break;
            _position = percent + 1;
            FormatVerb();
        }

        if (!_reordered && _argument < _values.Length)
            AppendExtra();
        return _output.ToString();
    }

    private void FormatVerb()
    {
        _goodIndex = true;
        var flags = Flags();
        var afterIndex = false;
        Index(ref afterIndex);
        flags = Width(flags, ref afterIndex);
        flags = Precision(flags, ref afterIndex);
        if (!afterIndex)
            Index(ref afterIndex);
        if (_position >= _format.Length)
        {
            _output.Append("%!(NOVERB)");
            return;
        }

        _ = Rune.DecodeFromUtf16(_format.AsSpan(_position), out var verb, out var width);
        _position += width;
        if (verb.Value == '%')
            _output.Append('%');
        else if (!_goodIndex)
            _output.Append("%!").Append(verb.ToString()).Append("(BADINDEX)");
        else if (_argument >= _values.Length)
            _output.Append("%!").Append(verb.ToString()).Append("(MISSING)");
        else
            _formatter.Format(_values[_argument++], verb, verb.Value == 'v' ? flags with { Plus = false } : flags);
    }

    private FormatFlags Flags()
    {
        var flags = FormatFlags.None;
        for (; _position < _format.Length; _position++)
        {
            switch (_format[_position])
            {
                case '#':
                    flags = flags with { Sharp = true };
                    break;
                case '0':
                    flags = flags with { Zero = !flags.Minus };
                    break;
                case '+':
                    flags = flags with { Plus = true };
                    break;
                case '-':
                    flags = flags with { Minus = true, Zero = false };
                    break;
                case ' ':
                    flags = flags with { Space = true };
                    break;
                default:
                    return flags;
            }
        }

        return flags;
    }

    private FormatFlags Width(FormatFlags flags, ref bool afterIndex)
    {
        if (Here() == '*')
        {
            _position++;
            afterIndex = false;
            if (!TakeInteger(out var width))
                _output.Append("%!(BADWIDTH)");
            else if (width < 0)
                flags = flags with { Width = -width, Minus = true, Zero = false };
            else
                flags = flags with { Width = width };
            return flags;
        }

        if (!Number(out var literal))
            return flags;
        if (afterIndex)
            _goodIndex = false;
        return flags with { Width = literal };
    }

    private FormatFlags Precision(FormatFlags flags, ref bool afterIndex)
    {
        // A point that ends the format is its verb.
        if (Here() != '.' || _position + 1 == _format.Length)
            return flags;
        _position++;
        if (afterIndex)
            _goodIndex = false;
        Index(ref afterIndex);
        if (Here() == '*')
        {
            _position++;
            afterIndex = false;
            if (TakeInteger(out var precision) && precision >= 0)
                return flags with { Precision = precision };
            _output.Append("%!(BADPREC)");
            return flags;
        }

        return flags with { Precision = Number(out var literal) ? literal : 0 };
    }

    /// <summary>[3]: the argument to take next, from 1.</summary>
    private void Index(ref bool found)
    {
        found = false;
        if (Here() != '[')
            return;
        _reordered = true;
        var close = _format.IndexOf(']', _position);
        if (close < 0)
        {
            _goodIndex = false;
            _position++;
            return;
        }

        var valid = int.TryParse(_format.AsSpan(_position + 1, close - _position - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index);
        _position = close + 1;
        if (valid && index >= 1 && index <= _values.Length)
        {
            _argument = index - 1;
            found = true;
            return;
        }

        _goodIndex = false;
        found = valid;
    }

    private bool Number(out int number)
    {
        number = 0;
        var start = _position;
        while (char.IsAsciiDigit(Here()))
        {
            number = Math.Min((number * 10) + (Here() - '0'), WidthLimit + 1);
            _position++;
        }

        if (number <= WidthLimit)
            return _position > start;
        (number, _position) = (0, _format.Length);
        return false;
    }

    private bool TakeInteger(out int number)
    {
        number = 0;
        if (_argument >= _values.Length || _values[_argument++] is not long value || value is < -WidthLimit or > WidthLimit)
            return false;
        number = (int)value;
        return true;
    }

    private void AppendExtra()
    {
        _output.Append("%!(EXTRA ");
        for (var i = _argument; i < _values.Length; i++)
        {
            if (i > _argument)
                _output.Append(", ");
            if (_values[i] is null)
            {
                _output.Append("<nil>");
                continue;
            }

            _output.Append(GoTypes.NameOf(_values[i])).Append('=');
            _formatter.Format(_values[i], 'v', FormatFlags.None);
        }

        _output.Append(')');
    }

    private char Here() => _position < _format.Length ? _format[_position] : '\0';
}
