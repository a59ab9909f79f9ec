namespace Orkestra.DevCluster.Operations;

/// <summary>What a deletion came to: the object's last state, and whether it is gone.</summary>
internal sealed record RemoveResult(ReadOnlyMemory<byte> Utf8, string Uid, bool Gone);
