using System.Globalization;

namespace Orkestra.Benchmarks.Isolation;

/// <summary>What an isolation run does.</summary>
/// <param name="Cluster">dev or real.</param>
/// <param name="Rounds">Rounds of each kind; alone and loaded ones alternate.</param>
/// <param name="Changes">Changes that a round measures.</param>
/// <param name="Healthy">Custom resources that are measured.</param>
/// <param name="Failing">Custom resources of the box that always fails, and of the namespace that floods.</param>
/// <param name="FloodPerSecond">Changes of the flooding namespace.</param>
/// <param name="LatencyMilliseconds">Added to each request of the observer.</param>
internal sealed record IsolationOptions(string Cluster, int Rounds, int Changes, int Healthy, int Failing, int FloodPerSecond, int LatencyMilliseconds)
{
    public const int PerSecond = 20;

    private const string Usage = "usage: benchmarks isolation [--cluster dev|real] [--rounds 5] [--changes 1000] [--healthy 200] [--failing 5000] [--flood 300] [--latency 5]";

    public static IsolationOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new IsolationOptions("dev", 5, 1000, 200, 5000, 300, 5);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options = args[i] switch
            {
                "--cluster" when args[i + 1] is "dev" or "real" => options with { Cluster = args[i + 1] },
                "--rounds" => options with { Rounds = Number(args[i + 1], 1) },
                "--changes" => options with { Changes = Number(args[i + 1], 1) },
                "--healthy" => options with { Healthy = Number(args[i + 1], 1) },
                "--failing" => options with { Failing = Number(args[i + 1], 1) },
                "--flood" => options with { FloodPerSecond = Number(args[i + 1], 1) },
                "--latency" => options with { LatencyMilliseconds = Number(args[i + 1], 0) },
                _ => throw new ArgumentException(Usage, nameof(args)),
            };
        }

        return args.Length % 2 == 0 ? options : throw new ArgumentException(Usage, nameof(args));
    }

    private static int Number(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : throw new ArgumentException(Usage, nameof(text));
}
