using System.Globalization;

namespace Orkestra.Silo.Metrics;

/// <summary>Numbers as the Prometheus text format spells them.</summary>
internal static class NumberText
{
    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
