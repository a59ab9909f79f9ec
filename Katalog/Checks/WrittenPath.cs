using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>One direction of a conversion as it is written.</summary>
/// <param name="At">The item of <c>paths</c>.</param>
/// <param name="From">The version that is given.</param>
/// <param name="To">The version that is wanted.</param>
/// <param name="Reads">What its templates read.</param>
internal sealed record WrittenPath(Located At, string From, string To, IReadOnlyList<WrittenRead> Reads);
