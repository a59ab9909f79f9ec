using System.Security.Cryptography;

namespace Orkestra.Katalog.Templates;

/// <summary>Random bytes of the operating system, fit for passwords.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    /// <inheritdoc />
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
