using System.Security.Cryptography;
using System.Text;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Routing;

namespace Orkestra.DevCluster.Serving;

/// <summary>Who can talk to the server. Every user but guest may do everything.</summary>
internal sealed class Users
{
    private const string Guest = "guest";
    private static readonly string[] Known = ["admin", "orkestra", "gateway", "simulator", Guest];
    private readonly Dictionary<string, byte[]> _tokens = Known.ToDictionary(user => user, _ => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(40, lowercase: true)), StringComparer.Ordinal);

    /// <exception cref="ArgumentException">There is no such user.</exception>
    public string Token(string user) =>
        _tokens.TryGetValue(user, out var token) ? Encoding.ASCII.GetString(token) : throw new ArgumentException($"there is no user {user}; there are {string.Join(", ", Known)}", nameof(user));

    /// <summary>The user of an Authorization header, compared in constant time; null when there is none.</summary>
    public string? Authenticate(string authorization)
    {
        const string scheme = "Bearer ";
        if (!authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var given = Encoding.UTF8.GetBytes(authorization[scheme.Length..].Trim());
        string? found = null;
        foreach (var (user, token) in _tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(given, token))
                found = user;
        }

        return found;
    }

    public static bool MayDoAnything(string user) => user is not Guest;

    public static IReadOnlyList<string> GroupsOf(string user) => user is Guest ? ["system:authenticated"] : ["system:masters", "system:authenticated"];

    public static ApiException Forbidden(string user, string verb, RequestTarget target)
    {
        var resource = target.Subresource is { } sub ? $"{target.Plural}/{sub}" : target.Plural;
        var where = target.Namespace is { } ns ? $"in the namespace \"{ns}\"" : "at the cluster scope";
        return ApiErrors.Forbidden(target.Group, target.Plural, target.Name ?? "", $"User \"{user}\" cannot {verb} resource \"{resource}\" in API group \"{target.Group}\" {where}");
    }
}
