namespace Orkestra.Katalog.Conditions;

/// <summary>An operator written as a key.</summary>
public sealed record ConditionShorthand(string Key, object? Value);
