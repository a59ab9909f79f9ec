namespace Orkestra.Grains.Events;

/// <summary>What an event tells. Two with the same text about one object are one event that happened twice.</summary>
internal sealed record EventText(bool IsWarning, string Reason, string Action, string Message);
