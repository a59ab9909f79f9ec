namespace Orkestra.Katalog.Schema;

/// <summary>Why a key of the language is refused, and what to write in its place.</summary>
internal sealed record KeyRefusal(string Message, string Mend);
