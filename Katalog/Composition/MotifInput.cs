using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>One input of a Motif, as one import binds it.</summary>
/// <param name="Name">Templates see it as <c>.inputs.NAME</c>.</param>
/// <param name="Type">What it must be; null: anything.</param>
/// <param name="Value">What <c>with</c> says, else the default; null: nothing.</param>
internal sealed record MotifInput(string Name, string? Type, Located? Value);
