using System.Collections.Immutable;

namespace Orkestra.Katalog.Conditions;

/// <summary>The compiled condition, null where <paramref name="Errors"/> has more than warnings.</summary>
public sealed record ConditionCompilation(Condition? Condition, ImmutableArray<ConditionError> Errors);
