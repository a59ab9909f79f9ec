using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Tests.Migration;

/// <summary>All that is in a loaded definition, private parts and compiled templates included, as one text; only places are left out.</summary>
internal sealed class ModelText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);

    private readonly Func<FieldInfo, bool> _isLeftOut;

    private ModelText(Func<FieldInfo, bool> isLeftOut) => _isLeftOut = isLeftOut;

    // The revision of the file is one of its text; those of its entries are not. What is not executed is told under the name that it is written with.
    public static string Of(KatalogDefinition katalog) =>
        Of(katalog with { Revision = "" }, static field => field.Name.Contains("NotExecuted", StringComparison.Ordinal) || (field.DeclaringType == typeof(ExternalCall) && field.Name.Contains("Path", StringComparison.Ordinal))) + string.Join(',', katalog.Entries.Select(static entry => entry.NotExecuted.Count));

    /// <summary>Where two texts begin to differ, with what is around; empty where they do not.</summary>
    public static string Difference(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
            return "";
        var at = one.Zip(other).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"{Around(one, at)} | {Around(other, at)}";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 100)];

    /// <param name="model">What is written.</param>
    /// <param name="isLeftOut">Says which fields are left out.</param>
    public static string Of(object model, Func<FieldInfo, bool> isLeftOut)
    {
        var text = new ModelText(isLeftOut);
        text.Write(model);
        return text._text.ToString();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                return;
            case string or bool or char or Enum or TimeSpan or DateTimeOffset or IFormattable:
                _text.Append(CultureInfo.InvariantCulture, $"'{value}'");
                return;
            case JsonNode json:
                _text.Append(json.ToJsonString());
                return;
            case Delegate method:
                _text.Append(method.Method.Name);
                return;
            case Diagnostic found:
                _text.Append(CultureInfo.InvariantCulture, $"{found.Id} {found.Message}");
                return;
            case TemplateFunction function:
                _text.Append(function.Name);
                return;
            case SourcePlace or Node or Located or YamlPath or FunctionTable or Type:
                return;
            case Regex pattern:
                _text.Append(CultureInfo.InvariantCulture, $"{pattern}");
                return;
        }

        var type = value.GetType();
        if (!type.IsValueType)
        {
            if (_seen.TryGetValue(value, out var number))
            {
                _text.Append(CultureInfo.InvariantCulture, $"#{number}");
                return;
            }

            _seen.Add(value, _seen.Count);
        }

        if (value is IEnumerable all && (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(System.Collections.Immutable.ImmutableArray<>) || !(bool)type.GetProperty("IsDefault")!.GetValue(value)!))
        {
            _text.Append('[');
            foreach (var each in all)
            {
                Write(each);
                _text.Append(',');
            }

            _text.Append(']');
            return;
        }

        _text.Append(type.Name).Append('{');
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (_isLeftOut(field))
                    continue;
                _text.Append(field.Name).Append('=');
                Write(field.GetValue(value));
                _text.Append(';');
            }
        }

        _text.Append('}');
    }
}
