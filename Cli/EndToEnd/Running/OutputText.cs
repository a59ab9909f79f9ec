using System.Globalization;
using System.Text;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>What a program wrote so far. It is read to its end, so that the program never stands still, and the beginning is kept.</summary>
/// <param name="reader">One of its streams.</param>
internal sealed class OutputText(StreamReader reader)
{
    private const int MaxKept = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly StringBuilder _kept = new();
    private long _dropped;

    /// <summary>Reads until nobody can write any more: neither the program nor what it left behind.</summary>
    public async Task ReadAsync()
    {
        var buffer = new char[8192];
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
                Add(buffer.AsSpan(0, read));
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            // What was read is what there is.
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return _dropped == 0 ? _kept.ToString() : string.Create(CultureInfo.InvariantCulture, $"{_kept}\n… {_dropped} more characters");
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            var kept = Math.Min(text.Length, MaxKept - _kept.Length);
            _kept.Append(text[..kept]);
            _dropped += text.Length - kept;
        }
    }
}
