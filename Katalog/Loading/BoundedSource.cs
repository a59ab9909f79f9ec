using System.Text;

namespace Orkestra.Katalog.Loading;

/// <summary>Reads the text of a source from a stream: UTF-8, with or without a byte order mark, at most <see cref="SourceLimits.MaxBytes"/>.</summary>
public static class BoundedSource
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole text.</summary>
    /// <param name="stream">What is read to its end, and left open.</param>
    /// <param name="reference">What messages call it.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="SourceNotFoundException">It is too large or no UTF-8.</exception>
    public static async ValueTask<string> ReadAsync(Stream stream, string reference, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read), ct).ConfigureAwait(false);
            if (bytes.Length > SourceLimits.MaxBytes)
                throw new SourceNotFoundException(reference, $"it is larger than {SourceLimits.MaxBytes / (1024 * 1024)} MiB");
        }

        try
        {
            return StrictUtf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new SourceNotFoundException(reference, "it is not UTF-8 text", e);
        }
    }
}
