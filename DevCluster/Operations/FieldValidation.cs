namespace Orkestra.DevCluster.Operations;

/// <summary>What happens to unknown and duplicate fields: dropped silently, dropped with a warning, or refused.</summary>
internal enum FieldValidation
{
    Ignore,
    Warn,
    Strict,
}
