namespace Orkestra.Katalog.Loading;

/// <summary>What one source may cost. Larger ones are refused with a diagnostic.</summary>
public static class SourceLimits
{
    /// <summary>The size of one file, in bytes of UTF-8.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>How deep YAML may nest.</summary>
    internal const int MaxDepth = 64;

    /// <summary>How many YAML nodes one file may have once its aliases are followed.</summary>
    internal const int MaxNodes = 200_000;

    /// <summary>How many findings are reported for one load; what comes after is counted, not listed.</summary>
    internal const int MaxDiagnostics = 500;
}
