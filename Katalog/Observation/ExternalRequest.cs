using System.Security.Cryptography;
using System.Text;

namespace Orkestra.Katalog.Observation;

/// <summary>One rendered question to the outside. Two with one <see cref="Identity"/> have the same answer.</summary>
public sealed record ExternalRequest
{
    private string? _identity;

    /// <summary>What is asked.</summary>
    public required ExternalCall Call { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>As it was rendered; whether it is a URL at all is found when it is asked.</summary>
    public required string Url { get; init; }

    /// <summary>The headers, without that of <see cref="Credential"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null: none.</summary>
    public string? Body { get; init; }

    /// <summary>What makes it another question, in place of the body; null: the body does.</summary>
    public string? Basis { get; init; }

    /// <summary>For whom it is asked, namespace, name and uid; null where that does not matter.</summary>
    public string? Owner { get; init; }

    /// <summary>The answer that was given before, with its <see cref="ExternalAnswer.ETag"/>; null: none that can be asked about.</summary>
    public ExternalAnswer? Known { get; init; }

    /// <summary>Values of the parameters of <see cref="Body"/>, which is a query of a database; null: that value is nothing.</summary>
    public IReadOnlyList<string?> Arguments { get; init; } = [];

    /// <summary>What authorises it; null: nothing.</summary>
    public ExternalCredential? Credential { get; init; }

    /// <summary>A hash of all that is sent.</summary>
    public string Identity => _identity ??= Hash();

    /// <summary>For people: the method, and the address without credentials and query.</summary>
    public override string ToString()
    {
        if (Call.Protocol is Hooking.ReconcilerDefinition.HookProtocol)
            return $"hook {Url}";
        // Without a scheme, what stands before the first colon is taken for one, and all the rest for a path.
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https" or "postgres" or "postgresql"))
            return $"{Method} (no URL)";
        return $"{Method} {url.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)}{(url.Query.Length > 0 ? "?…" : "")}";
    }

    private string Hash()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sum, Method);
        Add(sum, Url);
        Add(sum, Basis ?? Body);
        Add(sum, Credential?.Header);
        Add(sum, Credential?.Variable);
        Add(sum, Credential?.Value);
        foreach (var (name, value) in Headers)
        {
            Add(sum, name);
            Add(sum, value);
        }

        foreach (var argument in Arguments)
            Add(sum, argument);
        return Convert.ToHexString(sum.GetHashAndReset());
    }

    private static void Add(IncrementalHash sum, string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        sum.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
        sum.AppendData(bytes);
    }
}
