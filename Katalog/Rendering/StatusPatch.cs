using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>What the declared status fields say now. Fields in neither list stay as they are.</summary>
/// <param name="Fields">What to set below <c>status</c>, nested. The caller owns it.</param>
/// <param name="Cleared">Dot paths below <c>status</c> to remove.</param>
/// <param name="Failures">Fields that could not be rendered; they are in neither list.</param>
public sealed record StatusPatch(JsonObject Fields, IReadOnlyList<string> Cleared, IReadOnlyList<RenderFailure> Failures);
