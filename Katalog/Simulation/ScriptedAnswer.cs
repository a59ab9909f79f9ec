namespace Orkestra.Katalog.Simulation;

/// <summary>What the outside answers in a simulation.</summary>
/// <param name="Name">The name of the calls that get it; null: all.</param>
/// <param name="Url">Their URL, or with a <c>*</c> at its end the beginning of it; null: any.</param>
/// <param name="Status">The HTTP status; null: 200, or none where there is an error.</param>
/// <param name="Body">The body.</param>
/// <param name="Error">Why nothing comes back; empty: something does.</param>
/// <param name="FromCycle">The first cycle in which it is answered.</param>
public sealed record ScriptedAnswer(string? Name, string? Url, int? Status, string Body, string Error, int FromCycle);
