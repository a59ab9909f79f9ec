using System.Collections.Immutable;

namespace Orkestra.Katalog.Functions;

/// <summary>The table with the notes that compiled, and what is wrong with the others.</summary>
public sealed record NoteCompilation(FunctionTable Functions, ImmutableArray<NoteError> Errors);
