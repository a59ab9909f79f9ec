using System.Security.Cryptography;
using System.Text;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Encodings, hashes and names.</summary>
internal static class DataFunctions
{
    public static FunctionDomain All() => new FunctionDomain("data")
        .Add("toBase64 TEXT → string", "The UTF-8 bytes in base64.", "{{ toBase64 \"hello\" }} → aGVsbG8=", static (a, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Arg.Text(a[0]))))
        .Add(
            "fromBase64 TEXT → string",
            "The text that is in the base64; \"\" for nil; anything else is refused.",
            "{{ fromBase64 \"aGVsbG8=\" }} → hello",
            static (a, _) => FromBase64(Arg.Text(a[0])))
        .Add("toJSON VALUE → string", "As JSON; nil is null.", "{{ toJSON \"a\" }} → \"a\"", static (a, e) => Arg.Json(a[0], e))
        .Add(
            "sha256sum TEXT → string",
            "The first 8 hexadecimal digits of the SHA-256 hash.",
            "{{ sha256sum \"hello\" }} → 2cf24dba",
            static (a, e) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Arg.TextOrJson(a[0], e))).AsSpan(0, 4)))
        .Add(
            "slugify TEXT → string",
            "Lower case, everything but letters and digits as single dashes, none at the ends.",
            "{{ slugify \"My Team / Platform\" }} → my-team-platform",
            static (a, _) => Slugify(Arg.Text(a[0])))
        .Add(
            "truncateName TEXT MAX → string",
            "At most MAX characters, without dashes or dots left at the end.",
            "{{ truncateName \"my-long-name\" 8 }} → my-long",
            static (a, e) => Arg.Text(a[0]) is var text && Arg.Count(a[1], e.TextLimit) is var max && text.Length > max ? StringFunctions.Cut(text, max).TrimEnd('-', '.') : text)
        .Add(
            "repoSlug TEXT → string",
            "The name of a repository, from its URL or path, as a slug.",
            "{{ repoSlug \"git@example.com:team/Payments-API.git\" }} → payments-api",
            static (a, _) => RepoSlug(Arg.Text(a[0])))
        .Add(
            "lookup KEY [PAIR...] → any",
            "The value that follows the key in a list of keys and values; \"\" if it is not there. It reads nothing from the cluster.",
            "{{ lookup \"b\" \"a\" 1 \"b\" 2 }} → 2",
            static (a, e) => Lookup(a, e));

    public static string Slugify(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string FromBase64(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new FunctionException("illegal base64 data");
        }
    }

    private static string RepoSlug(string text)
    {
        var path = StringFunctions.TrimSuffix(text.Trim().TrimEnd('/'), ".git");
        return Slugify(path[(path.LastIndexOfAny(['/', ':']) + 1)..]);
    }

    private static object? Lookup(object?[] arguments, Evaluation evaluation)
    {
        var key = Arg.TextOrJson(arguments[0], evaluation);
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            if (string.Equals(Arg.TextOrJson(arguments[i], evaluation), key, StringComparison.Ordinal))
                return arguments[i + 1];
        }

        return string.Empty;
    }
}
