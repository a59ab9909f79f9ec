namespace Orkestra.DevCluster.Operations;

/// <summary>The object after a write, encoded in the version of the request.</summary>
internal sealed record WriteResult(ReadOnlyMemory<byte> Utf8, bool Created);
