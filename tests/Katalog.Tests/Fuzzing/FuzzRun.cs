using System.Diagnostics;
using System.Globalization;
using Orkestra.TestKit.LongTests;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Runs cases out of seeds: a number of them, or as many as a time allows. A case that throws fails the run with its seed and text; a watchdog fails it
/// when one case lasts longer than <see cref="CaseLimit"/> of real time.</summary>
/// <param name="write">The text of a case out of its seed; the same seed gives the same text.</param>
/// <param name="check">Throws when the case shows a defect.</param>
internal sealed class FuzzRun(Func<int, string> write, Func<int, string, Task> check)
{
    private const int FirstSeed = 20_260_115;

    /// <summary>What the longest allowed evaluation takes, times more than a hundred.</summary>
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private int _seed = FirstSeed;
    private long _started = Stopwatch.GetTimestamp();

    /// <summary>A fixed number of cases: seconds.</summary>
    public async Task CountAsync(int cases)
    {
        var done = await WatchAsync(seed => seed - FirstSeed < cases);
        done.ShouldBe(cases);
    }

    /// <summary>Five minutes of cases, as a long test; the number of cases is in the output of the test.</summary>
    public async Task LongAsync()
    {
        var time = LongRun.OrSkip().Time(TimeSpan.FromMinutes(5));
        var began = Stopwatch.GetTimestamp();
        var done = await WatchAsync(_ => Stopwatch.GetElapsedTime(began) < time);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} cases in {time.TotalSeconds:0} s, seeds {FirstSeed} to {FirstSeed + done - 1}"));
        done.ShouldBeGreaterThan(100);
    }

    private async Task<int> WatchAsync(Func<int, bool> goesOn)
    {
        var work = Task.Factory.StartNew(() => RunAsync(goesOn), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        while (true)
        {
            try
            {
                return await work.WaitAsync(WatchInterval, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException) when (!work.IsCompleted)
            {
                var seed = Volatile.Read(ref _seed);
                Stopwatch.GetElapsedTime(Volatile.Read(ref _started)).ShouldBeLessThan(CaseLimit, $"seed {seed} hangs: {write(seed)}");
            }
        }
    }

    private async Task<int> RunAsync(Func<int, bool> goesOn)
    {
        while (goesOn(_seed))
        {
            Volatile.Write(ref _started, Stopwatch.GetTimestamp());
            var text = write(_seed);
            try
            {
                await check(_seed, text);
            }
            catch (Exception defect)
            {
                throw new InvalidOperationException($"seed {_seed}: {defect.GetType().Name}: {defect.Message}\n{text}", defect);
            }

            Volatile.Write(ref _seed, _seed + 1);
        }

        return _seed - FirstSeed;
    }
}
