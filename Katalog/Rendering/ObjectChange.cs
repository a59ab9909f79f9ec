using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>A change of the custom resource that no pass has acted on yet.</summary>
/// <param name="Before">Its oldest state that none has; null: it was made.</param>
public sealed record ObjectChange(JsonObject? Before);
