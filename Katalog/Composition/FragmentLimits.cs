namespace Orkestra.Katalog.Composition;

/// <summary>What all files that one definition is put together of may cost.</summary>
internal static class FragmentLimits
{
    /// <summary>How many files are read, each time that one is.</summary>
    public const int MaxFiles = 500;

    /// <summary>How deep files refer to each other.</summary>
    public const int MaxDepth = 16;

    /// <summary>How many characters all of them have together.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;
}
