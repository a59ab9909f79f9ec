namespace Orkestra.Katalog.Yaml;

/// <summary>A source wants more than <see cref="Loading.SourceLimits"/> allow.</summary>
internal sealed class YamlLimitException(string message, Mark mark) : Exception(message)
{
    public Mark Mark { get; } = mark;
}
