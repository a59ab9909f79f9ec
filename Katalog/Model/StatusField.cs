using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Model;

/// <summary>One entry of <c>status.fields</c>.</summary>
public sealed record StatusField
{
    /// <summary>Dot path below <c>status</c>, taken apart.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>True: the field is removed when its condition is false.</summary>
    public bool ClearOnFalse { get; init; }
}
