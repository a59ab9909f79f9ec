using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>Compiles one condition, and says all that is wrong with it.</summary>
internal sealed class ConditionCompiler(ConditionSpec spec, FunctionTable functions)
{
    private readonly ImmutableArray<ConditionError>.Builder _errors = ImmutableArray.CreateBuilder<ConditionError>();

    private bool AsksTheClock => spec.Time is not null || spec.DayOfWeek is not null || spec.Cron is not null;

    public ConditionCompilation Compile()
    {
        var tests = CompileTests();
        var clock = new ClockCompiler(spec, _errors).Compile();
        var field = string.IsNullOrWhiteSpace(spec.Field) ? null : CompileField(spec.Field);
        if (spec.Field is null && !tests.IsEmpty)
            Report(TemplateDiagnostics.FieldMissing, "field", "the condition has an operator and no field", "add field: with a path or a template");
        else if (spec.Field is not null && string.IsNullOrWhiteSpace(spec.Field))
            Report(TemplateDiagnostics.FieldPath, "field", "the field is empty", "write a path such as status.phase, or a template");
        else if (spec.Operator is null && spec.Shorthands.IsEmpty && (spec.Field is not null || !AsksTheClock))
            Report(TemplateDiagnostics.OperatorCount, spec.Field is null ? string.Empty : "field", "the condition has no operator", "add one, for example equals: Running or operator: exists");
        var failed = _errors.Any(static error => !error.IsWarning);
        return new ConditionCompilation(failed ? null : new Condition(spec, field, tests, clock), _errors.ToImmutable());
    }

    private ImmutableArray<ConditionTest> CompileTests()
    {
        var type = CompileType();
        var tests = ImmutableArray.CreateBuilder<ConditionTest>();
        if (spec.Operator is not null)
            Add(tests, spec.Operator, "operator", spec.Value, "value", type);
        foreach (var shorthand in spec.Shorthands)
            Add(tests, shorthand.Key, shorthand.Key, shorthand.Value, shorthand.Key, type);
        return tests.DrainToImmutable();
    }

    private void Add(ImmutableArray<ConditionTest>.Builder tests, string name, string nameKey, object? value, string valueKey, ComparisonType type)
    {
        if (ConditionOperators.Find(name) is not { } found)
        {
            var nearest = ConditionOperators.Nearest(name);
            Report(
                TemplateDiagnostics.UnknownOperator,
                nameKey,
                $"unknown operator \"{name}\"" + (nearest is null ? string.Empty : $"; did you mean \"{nearest}\"?"),
                nearest is null ? "use one of " + string.Join(", ", ConditionOperators.Shorthands.Order(StringComparer.Ordinal)) : $"write {nearest}");
            return;
        }

        if (found.Kind == OperatorKind.Unique)
        {
            Report(TemplateDiagnostics.NotExecuted, nameKey, "unique is not executed by this version outside validation rules", "move it to validation.rules");
            return;
        }

        var right = CompileValue(value, valueKey);
        var pattern = found.Kind == OperatorKind.Regex ? CompilePattern(right, valueKey) : null;
        Check(found, right, valueKey);
        tests.Add(new ConditionTest(found, right, type, pattern));
    }

    private void Check(ConditionOperator found, ConditionOperand right, string key)
    {
        if (right is not ConstantOperand { Constant: var value })
            return;
        if (found.NeedsNumber && Numbers.Of(value) is null)
            Report(TemplateDiagnostics.ConditionValue, key, $"{found.Name} compares numbers, and this is none", "write a number, or a template that yields one");
        else if (found.Kind == OperatorKind.Between && !(ListValue.Of(value) is [var low, var high] && Numbers.Of(low) <= Numbers.Of(high)))
            Report(TemplateDiagnostics.ConditionValue, key, $"{found.Name} takes two numbers, the smaller one first", "write \"1,10\" or [1, 10]");
        else if (found.Kind == OperatorKind.TypeOf && !(value is string name && TypeNames.IsKnown(name)))
            Report(TemplateDiagnostics.ConditionValue, key, "typeOf takes the name of a type", "use string, number, bool, map, slice or null");
        else if (found.NeedsNoValue && value is not (null or bool or "true" or "false" or ""))
            Report(TemplateDiagnostics.ConditionValue, key, $"{found.Name} takes true, false or nothing", "leave the value out");
        else if (value is IReadOnlyList<object?> && found.Kind is not (OperatorKind.In or OperatorKind.Between))
            Report(TemplateDiagnostics.ConditionValue, key, $"{found.Name} takes one value, not a list", "use in for several values");
    }

    private ConditionOperand CompileField(string field)
    {
        if (Template.IsTemplate(field))
            return CompileTemplate(field, "field");
        if (FieldPath.Parse(field.Trim(), out var error, out var offset) is { } path)
            return PathOf(path);
        _errors.Add(new ConditionError(TemplateDiagnostics.FieldPath, "field", $"\"{field}\" is no path: {error}", "write keys with dots between, for example status.phase or spec.items[0].name", TemplatePlace.Of(field, offset)));
        return new ConstantOperand(null);
    }

    private PathOperand PathOf(FieldPath path)
    {
        if (functions.Inputs is not { } inputs || path.Keys[0] is not TemplateInputs.Root)
            return new PathOperand(path);
        if (path.Keys.Length > 1)
            CheckInputs([path.Keys[1]], inputs.Names, "field");
        return new PathOperand(path, inputs);
    }

    private void CheckInputs(IEnumerable<string> names, IReadOnlyCollection<string> known, string key)
    {
        foreach (var name in names.Where(name => !known.Contains(name, StringComparer.Ordinal)))
            Report(DiagnosticIds.MotifInput, key, $"the Motif has no input {name}", NearestName.Of(name, known) is { } near ? $"did you mean {near}?" : "declare it under inputs");
    }

    private ConditionOperand CompileValue(object? value, string key)
    {
        if (value is string text && Template.IsTemplate(text))
            return CompileTemplate(text, key);
        if (value is IReadOnlyList<object?> list)
        {
            if (list.Any(static item => item is string text && Template.IsTemplate(text)))
                Report(TemplateDiagnostics.ConditionValue, key, "templates inside a list of values are not evaluated", "use one template that yields the list");
            return new ConstantOperand(list.Select(TemplateValue.Normalize).ToArray());
        }

        return new ConstantOperand(TemplateValue.Normalize(value));
    }

    private ConditionOperand CompileTemplate(string text, string key)
    {
        try
        {
            var template = Template.Parse(text, functions);
            CheckInputs(template.UnknownInputs, functions.Inputs?.Names ?? [], key);
            foreach (var warning in template.Warnings)
                _errors.Add(new ConditionError(warning.Id, key, warning.Message, warning.Mend, warning.Place, IsWarning: true));
            return new TemplateOperand(template);
        }
        catch (TemplateSyntaxException failure)
        {
            _errors.Add(new ConditionError(failure.Id, key, failure.Message, failure.Mend, failure.Place));
            return new ConstantOperand(null);
        }
    }

    private Regex? CompilePattern(ConditionOperand right, string key)
    {
        if (right is not ConstantOperand { Constant: var value })
            return null;
        var error = "a regular expression is a text";
        var pattern = value is string text ? Re2Pattern.Compile(text, out error) : null;
        if (pattern is null)
            Report(TemplateDiagnostics.BadConstant, key, $"bad regular expression: {error}", "the syntax is RE2's: no backreferences and no lookaround");
        return pattern;
    }

    private ComparisonType CompileType()
    {
        switch (spec.ValueType)
        {
            case null or "" or "string":
                return ComparisonType.Text;
            case "int" or "integer" or "float" or "number":
                return ComparisonType.Number;
            case "bool" or "boolean":
                return ComparisonType.Bool;
            default:
                Report(TemplateDiagnostics.ValueType, "valueType", $"unknown valueType \"{spec.ValueType}\"", "use string, int, float or bool");
                return ComparisonType.Text;
        }
    }

    private void Report(string id, string key, string message, string mend) => _errors.Add(new ConditionError(id, key, message, mend, Place: null));
}
