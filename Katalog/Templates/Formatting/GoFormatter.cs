using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Formats one value by one verb, as Go's fmt does.</summary>
internal sealed class GoFormatter(BoundedText output, Evaluation evaluation)
{
    private int _depth;

    public void Format(object? value, char verb, FormatFlags flags) => Format(value, new Rune(verb), flags);

    public void Format(object? value, Rune verb, FormatFlags flags)
    {
        if (verb.Value == 'T')
        {
            Pad(value is null ? GoTypes.NameOf(value) : Truncate(GoTypes.NameOf(value), flags), flags);
            return;
        }

        switch (value)
        {
            case null:
                FormatNil(verb, flags);
                break;
            case bool flag when verb.Value is 't' or 'v':
                Pad(flag ? "true" : "false", flags);
                break;
            case long number:
                FormatInteger(number, verb, flags);
                break;
            case double number:
                FormatFloat(number, verb, flags);
                break;
            case string text:
                FormatString(text, verb, flags);
                break;
            case JsonArray list:
                FormatList(list, verb, flags);
                break;
            case JsonObject or TemplateScope:
                FormatMap(value, verb, flags);
                break;
            default:
                BadVerb(value, verb, flags);
                break;
        }
    }

    private void FormatNil(Rune verb, FormatFlags flags)
    {
        if (_depth > 0)
            output.Append(verb.Value == 'v' && flags.Sharp ? "interface {}(nil)" : "<nil>");
        else if (verb.Value == 'v')
            Pad("<nil>", flags with { Precision = -1 });
        else
            output.Append("%!").Append(verb.ToString()).Append("(<nil>)");
    }

    private void BadVerb(object value, Rune verb, FormatFlags flags)
    {
        output.Append("%!").Append(verb.ToString()).Append('(').Append(GoTypes.NameOf(value)).Append('=');
        if (value is double number)
            FormatFloat(number, new Rune('g'), flags);
        else
            Format(value, 'v', flags with { Sharp = false });
        output.Append(')');
    }

    private void FormatList(JsonArray list, Rune verb, FormatFlags flags)
    {
        Enter();
        var sharp = verb.Value == 'v' && flags.Sharp;
        output.Append(sharp ? "[]interface {}{" : "[");
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                output.Append(sharp ? ", " : " ");
            Format(TemplateValue.Normalize(list[i]), verb, flags);
        }

        output.Append(sharp ? '}' : ']');
        _depth--;
    }

    private void FormatMap(object map, Rune verb, FormatFlags flags)
    {
        Enter();
        var sharp = verb.Value == 'v' && flags.Sharp;
        output.Append(sharp ? "map[string]interface {}{" : "map[");
        var first = true;
        foreach (var key in Fields.Keys(map))
        {
            if (!first)
                output.Append(sharp ? ", " : " ");
            first = false;
            FormatString(key, verb, flags);
            output.Append(':');
            Format(Fields.Find(map, key), verb, flags);
        }

        output.Append(sharp ? '}' : ']');
        _depth--;
    }

    private void Enter()
    {
        if (++_depth > evaluation.DepthLimit)
            throw new LimitReachedException($"values nested deeper than {evaluation.DepthLimit}");
        evaluation.ChargeSteps(1);
    }

    private void FormatString(string text, Rune verb, FormatFlags flags)
    {
        switch (verb.Value)
        {
            case 'v' when flags.Sharp:
                Pad(GoQuote.Text(Truncate(text, flags), asciiOnly: false), flags);
                break;
            case 'v' or 's':
                Pad(Truncate(text, flags), flags);
                break;
            case 'q':
                text = Truncate(text, flags);
                Pad(flags.Sharp && GoQuote.FitsBackquotes(text) ? $"`{text}`" : GoQuote.Text(text, flags.Plus), flags);
                break;
            case 'x' or 'X':
                Pad(ByteText.Hexadecimal(text, verb.Value == 'X', flags), flags);
                break;
            default:
                BadVerb(text, verb, flags);
                break;
        }
    }

    private static string Truncate(string text, FormatFlags flags)
    {
        if (!flags.HasPrecision || text.Length <= flags.Precision)
            return text;
        var kept = 0;
        var runes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (runes++ == flags.Precision)
                break;
            kept += rune.Utf16SequenceLength;
        }

        return text[..kept];
    }

    private void FormatInteger(long number, Rune verb, FormatFlags flags)
    {
        switch (verb.Value)
        {
            case 'v' or 'd':
                FormatInteger(number, 10, verb.Value == 'v' ? flags with { Sharp = false } : flags, 'd');
                break;
            case 'b':
                FormatInteger(number, 2, flags, 'b');
                break;
            case 'o' or 'O':
                FormatInteger(number, 8, flags, (char)verb.Value);
                break;
            case 'x' or 'X':
                FormatInteger(number, 16, flags, (char)verb.Value);
                break;
            case 'c':
                Pad(IntegerText.Character(number).ToString(), flags);
                break;
            case 'q':
                Pad(GoQuote.Character(number, flags.Plus), flags);
                break;
            case 'U':
                Pad(IntegerText.Unicode(number, flags), flags with { Zero = false });
                break;
            default:
                BadVerb(number, verb, flags);
                break;
        }
    }

    private void FormatInteger(long number, int radix, FormatFlags flags, char verb)
    {
        Checked(Math.Max(flags.Width, flags.Precision));
        Pad(IntegerText.Digits(number, radix, verb, flags), flags with { Zero = false });
    }

    private int Checked(int length)
    {
        evaluation.ChargeText(length);
        return length;
    }

    private void FormatFloat(double number, Rune verb, FormatFlags flags)
    {
        if (verb.Value is not ('v' or 'b' or 'g' or 'G' or 'x' or 'X' or 'f' or 'F' or 'e' or 'E'))
        {
            BadVerb(number, verb, flags);
            return;
        }

        var format = verb.Value switch { 'v' => 'g', 'F' => 'f', var v => (char)v };
        var precision = flags.HasPrecision ? Checked(flags.Precision) : format is 'e' or 'E' or 'f' ? 6 : -1;
        var text = GoFloat.Format(number, format, precision);
        text = text[0] is '-' or '+' ? text : "+" + text;
        if (flags.Sharp && verb.Value is not ('v' or 'b') && double.IsFinite(number))
            text = WithDecimalPoint(text, format, precision);
        if (flags is { Space: true, Plus: false } && text[0] == '+')
            text = " " + text[1..];
        if (!double.IsFinite(number))
        {
            Pad(double.IsNaN(number) && text[0] == '+' && !flags.Plus ? text[1..] : text, flags with { Zero = false });
        }
        else if (flags.Plus || text[0] != '+')
        {
            if (flags is { Zero: true, HasWidth: true } && flags.Width > text.Length)
                text = text[0] + text[1..].PadLeft(Checked(flags.Width) - 1, '0');
            Pad(text, flags);
        }
        else
        {
            Pad(text[1..], flags);
        }
    }

    /// <summary>The # flag: always a decimal point, and for g all significant digits; for X, unlike x, no more than there are.</summary>
    private static string WithDecimalPoint(string text, char format, int precision)
    {
        var digits = format is 'g' or 'G' or 'x' ? (precision < 0 ? 6 : precision) : 0;
        var end = text.AsSpan().IndexOfAny(format is 'x' or 'X' ? "pP" : "eE");
        var tail = end < 0 ? string.Empty : text[end..];
        var number = end < 0 ? text : text[..end];
        digits -= number.AsSpan(1).TrimStart("0.").Length - (number.AsSpan(1).TrimStart("0.").Contains('.') ? 1 : 0);
        if (!number.Contains('.', StringComparison.Ordinal))
        {
            digits -= number.Length == 2 && number[1] == '0' ? 1 : 0;
            number += '.';
        }

        return number + new string('0', Math.Max(0, digits)) + tail;
    }

    private void Pad(string text, FormatFlags flags)
    {
        var missing = flags.HasWidth ? flags.Width - Runes(text) : 0;
        if (missing <= 0)
        {
            output.Append(text);
            return;
        }

        if (flags.Minus)
            output.Append(text).Append(' ', missing);
        else
            output.Append(flags.Zero ? '0' : ' ', missing).Append(text);
    }

    private static int Runes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
