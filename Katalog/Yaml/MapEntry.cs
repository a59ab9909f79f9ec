namespace Orkestra.Katalog.Yaml;

/// <summary>A key with its value. <paramref name="KeyMark"/> is where the key is written.</summary>
internal sealed record MapEntry(string Key, Mark KeyMark, Node Value);
