using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Conversion;

/// <summary>One direction of a conversion.</summary>
/// <param name="From">The version that is given.</param>
/// <param name="To">The version that is wanted.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record ConversionPath(string From, string To, SourcePlace Place)
{
    /// <summary>The fields of the spec in the wanted version.</summary>
    internal MapFragment? Spec { get; init; }
}
