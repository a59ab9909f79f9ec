using System.Globalization;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Reads <c>retryBackoff</c>: a block, or the first delay alone.</summary>
internal sealed class RetryBinder(Findings findings)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public RetryBackoff? Bind(Located? at)
    {
        if (at is not { } given)
            return null;
        if (given.Node is not MapNode)
            return Time(given) is { } every ? RetryBackoff.Default with { Initial = every } : null;
        return new RetryBackoff(
            Time(given.At("initial")) ?? RetryBackoff.Default.Initial,
            Time(given.At("max")) ?? RetryBackoff.Default.Max,
            Multiplier(given.At("multiplier")),
            (int)(given.At("maxAttempts")?.Whole ?? RetryBackoff.Default.MaxAttempts));
    }

    private TimeSpan? Time(Located? at)
    {
        if (at is not { } given || given.Duration is not { } time)
            return null;
        if (time <= Longest)
            return time;
        findings.Error(DiagnosticIds.OutOfRange, given, "nothing waits longer than a day", "write 24h or less");
        return Longest;
    }

    private double Multiplier(Located? at)
    {
        if (at is not { } given || given.Text is not { } text)
            return RetryBackoff.Default.Multiplier;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100)
            return number;
        findings.Error(DiagnosticIds.OutOfRange, given, $"the multiplier is a number from 1 to 100, and this is {text}", "write 2");
        return RetryBackoff.Default.Multiplier;
    }
}
