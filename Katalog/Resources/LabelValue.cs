using System.Security.Cryptography;
using System.Text;

namespace Orkestra.Katalog.Resources;

/// <summary>Makes a label value of a name: the name itself up to 63 characters, else its beginning and eight digits of its hash, so that no two names share a value.</summary>
internal static class LabelValue
{
    private const int MaxLength = 63;
    private const int KeptLength = 54;

    public static string Of(string name)
    {
        if (name.Length <= MaxLength)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 4));
        return $"{name.AsSpan(0, KeptLength).TrimEnd("-._")}-{hash}";
    }
}
