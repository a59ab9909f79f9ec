namespace Orkestra.Katalog.Functions;

/// <summary>A user note as the file has it: a named expression, called by its name without arguments.</summary>
public sealed record NoteSource(string Name, string? Description, string Expression);
