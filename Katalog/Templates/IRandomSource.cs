namespace Orkestra.Katalog.Templates;

/// <summary>Where the random functions get their bytes from.</summary>
public interface IRandomSource
{
    /// <summary>Fills <paramref name="bytes"/> with random bytes.</summary>
    void Fill(Span<byte> bytes);
}
