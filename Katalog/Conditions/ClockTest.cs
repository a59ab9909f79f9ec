namespace Orkestra.Katalog.Conditions;

/// <summary>A part of a condition that only the clock decides.</summary>
internal abstract record ClockTest
{
    public abstract bool Holds(DateTimeOffset now);
}
