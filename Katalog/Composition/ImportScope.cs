using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>What <c>.inputs</c> means in the templates of one import of a Motif.</summary>
/// <param name="Motif">The Motif, for people.</param>
/// <param name="Inputs">The declared inputs, in file order.</param>
internal sealed record ImportScope(string Motif, IReadOnlyList<MotifInput> Inputs);
