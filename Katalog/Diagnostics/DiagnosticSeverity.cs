namespace Orkestra.Katalog.Diagnostics;

/// <summary>How bad a finding is. Only <see cref="Error"/> keeps a definition from loading.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The definition loads; something in it is likely not what was meant.</summary>
    Warning,

    /// <summary>The definition does not load.</summary>
    Error,
}
