using System.Globalization;

namespace Orkestra.Benchmarks.Load;

/// <summary>What a load run does.</summary>
internal sealed record LoadOptions(string Cluster, int Resources, int Runs, int ChangesPerSecond, TimeSpan ChangeTime, int Passes, int Repairs)
{
    private const string Usage = "usage: benchmarks [--cluster dev|real] [--resources 2000] [--runs 5] [--rate 20] [--seconds 60] [--passes 3] [--repairs 100]";

    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions("dev", 2000, 5, 20, TimeSpan.FromSeconds(60), 3, 100);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options = args[i] switch
            {
                "--cluster" when args[i + 1] is "dev" or "real" => options with { Cluster = args[i + 1] },
                "--resources" => options with { Resources = Number(args[i + 1]) },
                "--runs" => options with { Runs = Number(args[i + 1]) },
                "--rate" => options with { ChangesPerSecond = Number(args[i + 1]) },
                "--seconds" => options with { ChangeTime = TimeSpan.FromSeconds(Number(args[i + 1])) },
                "--passes" => options with { Passes = Number(args[i + 1]) },
                "--repairs" => options with { Repairs = Number(args[i + 1]) },
                _ => throw new ArgumentException(Usage, nameof(args)),
            };
        }

        return args.Length % 2 == 0 ? options : throw new ArgumentException(Usage, nameof(args));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ArgumentException(Usage, nameof(text));
}
