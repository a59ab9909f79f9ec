using System.Text.Json;

namespace Orkestra.Kubernetes.Apply;

/// <summary>Hashes the live values at the owned paths, reading the object's text once. What is missing adds nothing to the sum; what is there adds its path and value.</summary>
internal static class OwnedFingerprint
{
    private const ulong Root = 0x243F6A8885A308D3;
    private const ulong Present = 0x13198A2E03707344;

    /// <summary>Never 0.</summary>
    public static ulong Of(OwnedNode? owned, ReadOnlySpan<byte> live)
    {
        if (owned is null)
            return Root;
        var reader = new Utf8JsonReader(live);
        reader.Read();
        return Walk(owned, ref reader, Root) is not 0 and var hash ? hash : Root;
    }

    private static ulong Walk(OwnedNode node, ref Utf8JsonReader reader, ulong path)
    {
        if (node.IsLeaf)
            return ValueHash.Mix(path, ValueHash.Of(ref reader));
        var sum = node.OwnsItself && reader.TokenType != JsonTokenType.Null ? ValueHash.Mix(path, Present) : 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    sum += Into(FieldOf(node, ref reader), ref reader, path, moves: true);
                return sum;
            case JsonTokenType.StartArray:
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                    sum += Into(ItemOf(node, reader, index), ref reader, path, moves: false);
                return sum;
            default:
                // A scalar where something with parts was applied.
                return sum + ValueHash.Mix(path, ValueHash.Of(ref reader));
        }
    }

    private static ulong Into(OwnedNode? child, ref Utf8JsonReader reader, ulong path, bool moves)
    {
        if (moves)
            reader.Read();
        if (child is not null)
            return Walk(child, ref reader, ValueHash.Mix(path, child.Hash));
        reader.Skip();
        return 0;
    }

    private static OwnedNode? FieldOf(OwnedNode node, ref Utf8JsonReader reader)
    {
        foreach (var child in node.Children)
        {
            if (child.Step == OwnedStep.Field && reader.ValueTextEquals(child.Name))
                return child;
        }

        return null;
    }

    private static OwnedNode? ItemOf(OwnedNode node, Utf8JsonReader item, int index)
    {
        foreach (var child in node.Children)
        {
            var found = child.Step switch
            {
                OwnedStep.Key => HasKeys(child, item),
                OwnedStep.Value => IsValue(child, item),
                OwnedStep.Index => child.Index == index,
                _ => false,
            };
            if (found)
                return child;
        }

        return null;
    }

    private static bool IsValue(OwnedNode node, Utf8JsonReader item) => node.KeyHashes[0].Hash == ValueHash.Of(ref item);

    private static bool HasKeys(OwnedNode node, Utf8JsonReader item)
    {
        if (item.TokenType != JsonTokenType.StartObject)
            return false;
        var missing = node.KeyHashes.Count(key => !key.IsAbsent);
        while (item.Read() && item.TokenType == JsonTokenType.PropertyName)
        {
            var key = KeyOf(node, ref item);
            item.Read();
            if (key is not { } wanted)
                item.Skip();
            else if (ValueHash.Of(ref item) != wanted.Hash)
                return false;
            else if (!wanted.IsAbsent)
                missing--;
        }

        return missing == 0;
    }

    private static OwnedKey? KeyOf(OwnedNode node, ref Utf8JsonReader reader)
    {
        foreach (var key in node.KeyHashes)
        {
            if (reader.ValueTextEquals(key.Name))
                return key;
        }

        return null;
    }
}
