namespace Orkestra.Katalog.Templates;

/// <summary>What an evaluation knows besides its variables.</summary>
/// <param name="Now">The one instant that all clock functions of a pass see.</param>
/// <param name="Random">The source of the random functions.</param>
/// <param name="Limits">How much an evaluation may use.</param>
/// <param name="Environment">Looks a variable of the process environment up; null where it has none.</param>
public sealed record TemplateSurroundings(DateTimeOffset Now, IRandomSource Random, TemplateLimits Limits, Func<string, string?> Environment)
{
    /// <summary>Surroundings with the system's random source, the default limits and an empty environment.</summary>
    public static TemplateSurroundings At(DateTimeOffset now) => new(now, new SystemRandomSource(), TemplateLimits.Default, static _ => null);
}
