using System.Security.Cryptography;
using System.Text;
using Orkestra.Grains.Interfaces.Identity;

namespace Orkestra.Grains.Identity;

/// <summary>The value of the owner label: 26 lower-case base32 characters of the SHA-256 of the owner key. Fits a label, whatever the name's length.</summary>
internal static class OwnerHash
{
    public const int Length = 26;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(CustomResourceKey key) => Of(key.OwnerKey);

    public static string Of(string ownerKey)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(ownerKey), digest);
        Span<char> text = stackalloc char[Length];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        for (var i = 0; i < Length; i++)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | digest[next++];
                bits += 8;
            }

            bits -= 5;
            text[i] = Alphabet[(buffer >> bits) & 31];
            buffer &= (1 << bits) - 1;
        }

        return new string(text);
    }

    /// <summary>0 to 255, from the first two characters: what shards of owners are chosen by.</summary>
    public static int Bucket(string ownerHash) =>
        ((Alphabet.IndexOf(ownerHash[0], StringComparison.Ordinal) << 5) | Alphabet.IndexOf(ownerHash[1], StringComparison.Ordinal)) >> 2;
}
