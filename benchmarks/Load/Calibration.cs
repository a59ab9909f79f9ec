using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Orkestra.Benchmarks.Load;

/// <summary>CPU milliseconds of a fixed loop of SHA-256 and JSON parsing on this machine, now.</summary>
internal static class Calibration
{
    private const int Rounds = 20_000;

    public static async Task<double> RunAsync()
    {
        var text = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "calibration", ["labels"] = new JsonObject { ["a"] = "b", ["c"] = "d" } },
            ["spec"] = new JsonArray([.. Enumerable.Range(0, 20).Select(i => new JsonObject { ["name"] = $"item-{i}", ["value"] = i })]),
        }.ToJsonString();
        Loop(text, Rounds);
        // The runtime compiles the hot methods again in the background; it must not be measured.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Loop(text, Rounds / 10);
        using var me = Process.GetCurrentProcess();
        var before = me.TotalProcessorTime;
        Loop(text, Rounds);
        me.Refresh();
        return (me.TotalProcessorTime - before).TotalMilliseconds;
    }

    private static void Loop(string text, int rounds)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < rounds; i++)
        {
            SHA256.HashData(bytes, digest);
            if (JsonNode.Parse(bytes)!["spec"]!.AsArray().Count != 20)
                throw new InvalidOperationException("the loop measures nothing");
        }
    }
}
