using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Functions;

/// <summary>A mistake in a note. The place is inside its expression, or null where the name is wrong.</summary>
public sealed record NoteError(int NoteIndex, string Id, string Message, string Mend, TemplatePlace? Place);
