using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Random texts; fit for secrets, and only for what is made once.</summary>
internal static class RandomFunctions
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int MaxLength = 65_536;

    public static FunctionDomain All() => new FunctionDomain("random")
        .AddRandom("randomAlphanumeric LENGTH → string", "Letters and digits.", "{{ len (randomAlphanumeric 32) }} → 32", static (a, e) => Alphanumeric(Arg.Count(a[0], MaxLength), e))
        .AddRandom(
            "randomHex BYTES → string",
            "Random bytes in hexadecimal, twice as many characters.",
            "{{ len (randomHex 16) }} → 32",
            static (a, e) => Convert.ToHexStringLower(Bytes(Arg.Count(a[0], MaxLength), e)))
        .AddRandom(
            "randomBase64 BYTES → string",
            "Random bytes in URL-safe base64 without padding.",
            "{{ len (randomBase64 32) }} → 43",
            static (a, e) => Convert.ToBase64String(Bytes(Arg.Count(a[0], MaxLength), e)).TrimEnd('=').Replace('+', '-').Replace('/', '_'))
        .AddRandom("uuidv4 → string", "A random UUID.", "{{ len uuidv4 }} → 36", static (_, e) => Uuid(Bytes(16, e)));

    private static byte[] Bytes(int count, Evaluation evaluation)
    {
        evaluation.ChargeText(count * 2L);
        var bytes = new byte[count];
        evaluation.Surroundings.Random.Fill(bytes);
        return bytes;
    }

    /// <summary>Bytes from 248 on are drawn again, so that every character is equally likely.</summary>
    private static string Alphanumeric(int length, Evaluation evaluation)
    {
        evaluation.ChargeText(length);
        var text = new char[length];
        var filled = 0;
        var bytes = new byte[Math.Max(16, length)];
        while (filled < length)
        {
            evaluation.ChargeSteps(1);
            evaluation.Surroundings.Random.Fill(bytes);
            foreach (var b in bytes)
            {
                if (b < Alphabet.Length * 4 && filled < length)
                    text[filled++] = Alphabet[b % Alphabet.Length];
            }
        }

        return new string(text);
    }

    private static string Uuid(byte[] bytes)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
