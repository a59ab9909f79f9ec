using System.Text.RegularExpressions;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>A condition or rule of a file, and where it is written.</summary>
internal sealed partial record WrittenCondition(Located At, Condition Condition)
{
    /// <summary>The path that the condition looks at: written as such, or as a template of nothing else. Null for every other template.</summary>
    public IReadOnlyList<string>? Path => PathOf(Condition);

    public static IReadOnlyList<string>? PathOf(Condition condition) => condition.Field switch
    {
        PathOperand path => path.Path.Keys,
        TemplateOperand template when LoneField().Match(template.Template.Text) is { Success: true } match => match.Groups["path"].Value.Split('.'),
        _ => null,
    };

    /// <summary>Every comparison with where its value is written.</summary>
    public IEnumerable<(ConditionTest Test, Located Value)> Tests()
    {
        var spec = Condition.Spec;
        var tests = Condition.Tests;
        for (var i = 0; i < tests.Length; i++)
        {
            var key = spec.Operator is null ? spec.Shorthands[i].Key : i == 0 ? "value" : spec.Shorthands[i - 1].Key;
            yield return (tests[i], At.At(key) ?? At.At("operator") ?? At);
        }
    }

    [GeneratedRegex(@"^\{\{-?\s*\.(?<path>[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*)\s*-?\}\}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoneField();
}
