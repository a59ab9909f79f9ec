namespace Orkestra.Katalog.Composition;

/// <summary>A setting of an entry that has another place now; both are chains of keys from the entry.</summary>
internal sealed record SpellingMove(string[] Old, string[] Now)
{
    public string OldPath => string.Join('.', Old);

    public string NowPath => string.Join('.', Now);
}
