namespace Orkestra.Katalog.Migration;

/// <summary>A text cannot be rewritten by its places: an alias or a merge key is in the way.</summary>
internal sealed class RewriteException(string message, int index) : Exception(message)
{
    /// <summary>Where in the text.</summary>
    public int Index { get; } = index;
}
