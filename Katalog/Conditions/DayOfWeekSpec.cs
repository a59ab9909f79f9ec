using System.Collections.Immutable;

namespace Orkestra.Katalog.Conditions;

/// <summary>Days in UTC. What is given must all hold.</summary>
public sealed record DayOfWeekSpec(bool? Weekday, bool? Weekend, ImmutableArray<string> In, ImmutableArray<string> NotIn);
