using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Selectors;

/// <summary>The labelSelector of a request: requirements that must all hold.</summary>
internal sealed class LabelSelector
{
    private readonly List<LabelRequirement> _requirements;

    private LabelSelector(List<LabelRequirement> requirements) => _requirements = requirements;

    public static LabelSelector Everything { get; } = new([]);

    public bool IsEverything => _requirements.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
                return false;
        }

        return true;
    }

    /// <exception cref="ApiException">400: the text is no selector.</exception>
    public static LabelSelector Parse(string text) => string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new Parser(text).Requirements());

    private ref struct Parser(string text)
    {
        private readonly string _text = text;
        private int _at;

        public List<LabelRequirement> Requirements()
        {
            var requirements = new List<LabelRequirement>();
            do
            {
                requirements.Add(Requirement());
                SkipSpace();
            }
            while (Take(','));
            return _at == _text.Length ? requirements : throw Fail($"found '{_text[_at..]}', expected: ',' or 'end of string'");
        }

        private LabelRequirement Requirement()
        {
            SkipSpace();
            if (Take('!'))
                return new LabelRequirement(Key(), LabelOperator.Absent, []);
            var key = Key();
            SkipSpace();
            if (_at == _text.Length || _text[_at] == ',')
                return new LabelRequirement(key, LabelOperator.Exists, []);
            if (Take('!'))
                return Take('=') ? new LabelRequirement(key, LabelOperator.NotIn, [Value()]) : throw Fail("found '!', expected: '!='");
            if (Take('='))
            {
                Take('=');
                return new LabelRequirement(key, LabelOperator.In, [Value()]);
            }

            if (Take('>'))
                return new LabelRequirement(key, LabelOperator.GreaterThan, [Integer()]);
            if (Take('<'))
                return new LabelRequirement(key, LabelOperator.LessThan, [Integer()]);
            return Word() switch
            {
                "in" => new LabelRequirement(key, LabelOperator.In, Set()),
                "notin" => new LabelRequirement(key, LabelOperator.NotIn, Set()),
                var other => throw Fail($"found '{other}', expected: in, notin, =, ==, !=, gt, lt"),
            };
        }

        private List<string> Set()
        {
            SkipSpace();
            if (!Take('('))
                throw Fail("expected: '('");
            var values = new List<string>();
            do
                values.Add(Value());
            while (Take(','));
            return Take(')') ? values : throw Fail("expected: ',' or ')'");
        }

        private string Key()
        {
            SkipSpace();
            var key = Word();
            if (Names.LabelKeyError(key) is { } error)
                throw ApiErrors.BadRequest($"unable to parse requirement: <nil>: Invalid value: {FieldError.Quote(key)}: {error}");
            return key;
        }

        private string Value()
        {
            SkipSpace();
            var value = Word();
            SkipSpace();
            if (Names.LabelValueError(value) is { } error)
                throw ApiErrors.BadRequest($"unable to parse requirement: values[0][{value}]: Invalid value: {FieldError.Quote(value)}: {error}");
            return value;
        }

        private string Integer()
        {
            var value = Value();
            return long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)
                ? value
                : throw ApiErrors.BadRequest($"unable to parse requirement: values[0]: Invalid value: {FieldError.Quote(value)}: for 'Gt', 'Lt' operators, the value must be an integer");
        }

        private string Word()
        {
            var start = _at;
            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('=' or '!' or '(' or ')' or ',' or '>' or '<'))
                _at++;
            return _text[start.._at];
        }

        private bool Take(char expected)
        {
            if (_at >= _text.Length || _text[_at] != expected)
                return false;
            _at++;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
                _at++;
        }

        private static ApiException Fail(string detail) => ApiErrors.BadRequest($"unable to parse requirement: {detail}");
    }
}
