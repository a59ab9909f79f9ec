using System.Diagnostics.CodeAnalysis;

namespace Orkestra.Katalog.Templates;

/// <summary>The root variables of an evaluation (<c>.spec</c>, <c>.children</c>, <c>.item</c>, …) and its surroundings. Immutable; a scope made by
/// <see cref="With(string, object?)"/> sees its own variables first and its parent's after that, so a forEach costs one small object an element.</summary>
/// <remarks>Values are <see cref="System.Text.Json.Nodes.JsonNode"/>, null, string, bool, or a number; they are only read.</remarks>
public sealed class TemplateScope
{
    private readonly TemplateScope? _parent;
    private readonly IReadOnlyDictionary<string, object?>? _variables;
    private readonly string? _name;
    private readonly object? _value;

    /// <summary>A root scope.</summary>
    public TemplateScope(IReadOnlyDictionary<string, object?> variables, TemplateSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(surroundings);
        _variables = variables;
        Surroundings = surroundings;
    }

    private TemplateScope(TemplateScope parent, IReadOnlyDictionary<string, object?>? variables, string? name, object? value)
    {
        _parent = parent;
        _variables = variables;
        _name = name;
        _value = value;
        Surroundings = parent.Surroundings;
    }

    /// <summary>Clock, random source, limits and environment.</summary>
    public TemplateSurroundings Surroundings { get; }

    /// <summary>A scope with one more variable.</summary>
    public TemplateScope With(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new TemplateScope(this, variables: null, name, value);
    }

    /// <summary>A scope with more variables.</summary>
    public TemplateScope With(IReadOnlyDictionary<string, object?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new TemplateScope(this, variables, name: null, value: null);
    }

    /// <summary>The value of a root variable, normalised by <see cref="TemplateValue.Normalize"/>.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out object? value)
    {
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            var found = scope._value;
            if (scope._name is not null ? string.Equals(scope._name, name, StringComparison.Ordinal) : scope._variables!.TryGetValue(name, out found))
            {
                value = TemplateValue.Normalize(found);
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The names of all root variables, each once, sorted ordinally.</summary>
    public IReadOnlyCollection<string> Names
    {
        get
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            for (var scope = this; scope is not null; scope = scope._parent)
            {
                if (scope._name is not null)
                    names.Add(scope._name);
                else
                    names.UnionWith(scope._variables!.Keys);
            }

            return names;
        }
    }
}
