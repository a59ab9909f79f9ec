namespace Orkestra.Katalog.Rendering;

/// <summary>What rendering one custom resource may cost.</summary>
internal static class RenderLimits
{
    public const int MaxChildren = 1_000;

    /// <summary>Characters and nodes of all children together.</summary>
    public const int MaxSize = 16 * 1024 * 1024;
}
