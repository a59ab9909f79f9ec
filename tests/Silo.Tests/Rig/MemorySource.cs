using Orkestra.Katalog.Loading;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>One Katalog, from a string.</summary>
internal sealed class MemorySource(string text) : ISourceReader
{
    public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) => new(new SourceText(reference, text));
}
