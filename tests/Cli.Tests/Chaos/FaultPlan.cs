using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>
/// Which request is hit by what. It follows from the seed, the request and how often it was made, not from the order in which threads come to it, so that a seed
/// tells the same story again.
/// </summary>
internal sealed class FaultPlan(int seed)
{
    /// <summary>How often a request of one kind and object can be hit.</summary>
    private const int MaxHits = 3;

    private static readonly Fault[] OfWrites = [Fault.TooManyRequests, Fault.InternalError, Fault.Conflict, Fault.LostRequest, Fault.LostAnswer, Fault.HalfAnswer, Fault.Slow];

    private static readonly Fault[] OfReads = [Fault.TooManyRequests, Fault.InternalError, Fault.LostRequest, Fault.LostAnswer, Fault.HalfAnswer, Fault.Slow];

    private static readonly Fault[] OfWatches = [Fault.TooManyRequests, Fault.InternalError, Fault.LostRequest, Fault.CutWatch, Fault.CutWatch, Fault.Gone, Fault.Gone];

    private readonly ConcurrentDictionary<string, int> _made = new(StringComparer.Ordinal);
    private int _hits;

    /// <summary>Faults so far.</summary>
    public int Hits => Volatile.Read(ref _hits);

    public Fault Next(string method, string path, bool isWatch)
    {
        var made = _made.AddOrUpdate($"{method} {path} {isWatch}", 1, static (_, before) => before + 1);
        var chance = Chance($"{method} {path} {isWatch} {made}");
        if (made > MaxHits || chance % 100 >= 45)
            return Fault.None;
        Interlocked.Increment(ref _hits);
        var faults = isWatch ? OfWatches : string.Equals(method, "GET", StringComparison.Ordinal) ? OfReads : OfWrites;
        return faults[(chance / 100) % (ulong)faults.Length];
    }

    /// <summary>A number that belongs to the seed and the text.</summary>
    public ulong Chance(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {text}"))));
}
