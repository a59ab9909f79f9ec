using System.Text;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Tests.Templates;

/// <summary>Writes grammatical templates out of a seed: every construct, every function with numbers of arguments that it takes, hostile literals.</summary>
internal sealed class RandomTemplate(int seed)
{
    private static readonly TemplateFunction[] Functions = [.. FunctionTable.Standard.Functions.Where(static function => function.Refused is null)];

    private static readonly string[] Operands =
    [
        ".", "$", ".spec", ".spec.text", ".spec.huge", ".spec.list", ".spec.map", ".spec.nested", ".spec.number", ".spec.real", ".spec.missing.deeper", ".metadata.name", ".deployment", "nil", "true",
        "0", "-1", "1", "3", "64", "1000000", "9223372036854775807", "1e300", "0.1", "\"\"", "\"a\"", "\"%s %d %v %q %[9]*d %999999d\"", "\"{{.spec}}\"", "\"* * * * *\"", "\"2026-01-01T00:00:00Z\"",
        "\"é世😀\"", "\"(a+)+$\"", "\"30d\"", "\"1.2.3\"", "`{\"a\":[1,{\"b\":null}]}`", "'x'",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _variables;

    public static string Write(int seed) => new RandomTemplate(seed).Write();

    private string Write()
    {
        Block(3, inRange: false);
        return _text.ToString();
    }

    private void Block(int depth, bool inRange)
    {
        for (var count = _random.Next(1, 4); count > 0; count--)
            Statement(depth, inRange);
    }

    private void Statement(int depth, bool inRange)
    {
        switch (_random.Next(depth > 0 ? 10 : 3))
        {
            case 0:
                _text.Append(_random.Next(2) == 0 ? " text\n" : "{{- /* note */ -}}");
                break;
            case 1 or 2 or 3:
                _text.Append("{{ ").Append(Pipeline(3)).Append(" }}");
                break;
            case 4:
                _text.Append("{{ $v").Append(_variables).Append(" := ").Append(Pipeline(2)).Append(" }}{{ $v").Append(_variables++).Append(" }}");
                break;
            case 5:
                Enclosed("if", depth, inRange);
                break;
            case 6:
                Enclosed("with", depth, inRange);
                break;
            case 7 or 8:
                Enclosed("range", depth, inRange: true);
                break;
            default:
                if (inRange)
                    _text.Append(_random.Next(2) == 0 ? "{{ break }}" : "{{ continue }}");
                break;
        }
    }

    private void Enclosed(string keyword, int depth, bool inRange)
    {
        var variables = _variables;
        _text.Append("{{ ").Append(keyword).Append(' ').Append(Pipeline(2)).Append(" }}");
        Block(depth - 1, inRange);
        _variables = variables;
        if (_random.Next(2) == 0)
        {
            _text.Append("{{ else }}");
            Block(depth - 1, inRange && keyword != "range");
            _variables = variables;
        }

        _text.Append("{{ end }}");
    }

    private string Pipeline(int depth)
    {
        var pipeline = Operand(depth);
        for (var stages = _random.Next(3); stages > 0; stages--)
            pipeline += " | " + Call(depth - 1, piped: true);
        return pipeline is "nil" ? "print nil" : pipeline.StartsWith("nil |", StringComparison.Ordinal) ? "print " + pipeline : pipeline;
    }

    private string Operand(int depth) => depth > 0 && _random.Next(2) == 0
        ? $"({Call(depth - 1, piped: false)})"
        : _variables > 0 && _random.Next(6) == 0 ? $"$v{_random.Next(_variables)}" : Operands[_random.Next(Operands.Length)];

    private string Call(int depth, bool piped)
    {
        var function = Functions[_random.Next(Functions.Length)];
        var count = _random.Next(function.MinArguments, Math.Min(function.MaxArguments ?? 4, 4) + 1);
        if (piped && count == 0)
            return "print";
        var call = new StringBuilder(function.Name);
        for (var i = piped ? 1 : 0; i < count; i++)
            call.Append(' ').Append(Operand(depth));
        return call.ToString();
    }
}
