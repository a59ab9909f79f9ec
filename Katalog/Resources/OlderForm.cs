using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>An older API version of a kind, and how an object of the newest one is written in it.</summary>
/// <param name="ApiVersion">The older version.</param>
/// <param name="Rewrite">Changes an object of the newest version into one of this version.</param>
public sealed record OlderForm(string ApiVersion, Action<JsonObject> Rewrite);
