using System.Collections.Frozen;
using System.Collections.Immutable;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Functions;

/// <summary>The functions that templates may call: those of the language, and a Katalog's notes. Immutable.</summary>
public sealed class FunctionTable
{
    private readonly FrozenDictionary<string, TemplateFunction> _functions;

    private FunctionTable(IEnumerable<TemplateFunction> functions) =>
        _functions = functions.ToFrozenDictionary(static function => function.Name, StringComparer.Ordinal);

    private FunctionTable(FunctionTable other, TemplateInputs inputs) => (_functions, Inputs) = (other._functions, inputs);

    /// <summary>What <c>.inputs</c> means in templates that are parsed with this table; null: nothing.</summary>
    internal TemplateInputs? Inputs { get; }

    /// <summary>The functions of the language.</summary>
    public static FunctionTable Standard { get; } = new(StandardFunctions.All());

    /// <summary>All functions, by domain and name.</summary>
    public IEnumerable<TemplateFunction> Functions => _functions.Values
        .OrderBy(static function => function.Domain, StringComparer.Ordinal).ThenBy(static function => function.Name, StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public ImmutableArray<string> Names => _functions.Keys;

    /// <summary>The function of a name; null if there is none.</summary>
    public TemplateFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Compiles a Katalog's notes and adds them. Notes may use each other in any order; all mistakes are told at once, and a note with a mistake is
    /// left out.</summary>
    public NoteCompilation WithNotes(IReadOnlyList<NoteSource> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return new NoteCompiler(this, notes).Compile();
    }

    internal FunctionTable WithInputs(TemplateInputs inputs) => new(this, inputs);

    internal FunctionTable With(IEnumerable<TemplateFunction> more) => new(_functions.Values.Concat(more));
}
