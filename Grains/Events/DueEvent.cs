namespace Orkestra.Grains.Events;

/// <summary>An event that is to be written now.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What it tells.</param>
/// <param name="Last">When it last happened.</param>
/// <param name="Times">How often since it was last written.</param>
/// <param name="Name">The name under which it was written before; null: not yet.</param>
/// <param name="Total">How often in all.</param>
internal sealed record DueEvent(EventSubject Subject, EventText Text, DateTimeOffset Last, int Times, string? Name, int Total);
