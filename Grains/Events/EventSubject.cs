namespace Orkestra.Grains.Events;

/// <summary>The object that an event is about.</summary>
internal sealed record EventSubject(string ApiVersion, string Kind, string? Namespace, string Name, string Uid);
