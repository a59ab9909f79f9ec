using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary>One entry of <c>normalize.spec</c>.</summary>
public sealed record NormalizedField
{
    /// <summary>Dot path below <c>spec</c>, taken apart.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The value; without it (a field made by hand) nothing changes.</summary>
    internal Fragment? Value { get; init; }
}
