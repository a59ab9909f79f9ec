using System.Security.Cryptography;
using System.Text;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>Makes a credential of a user entry.</summary>
internal static class UserReader
{
    public static Credential Read(ConfigNode user, ConfigNode cluster, KubeconfigEnvironment environment)
    {
        if (user.Child("auth-provider") is { } provider)
        {
            throw new KubeconfigException(
                "ORK2023", $"The user signs in through auth-provider \"{provider.Text("name")}\", which Kubernetes removed.", user.PlaceOf("auth-provider"),
                "use the provider's exec plugin instead, as kubelogin or gke-gcloud-auth-plugin");
        }

        var certificate = Certificate(user);
        if (user.Child("exec") is { } exec)
            return new ExecCredential(ExecReader.Read(exec, cluster, environment), certificate, environment);
        if (user.Text("tokenFile") is { } file)
            return new TokenFileCredential(PemSource.PathOf(user, file), user.PlaceOf("tokenFile"), certificate, environment.Clock);
        if (user.Text("token") is { } token)
            return new StaticCredential($"Bearer {token}", certificate);
        if (user.Text("username") is { } name)
            return new StaticCredential($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Text("password")}"))}", certificate);
        return new StaticCredential(null, certificate);
    }

    /// <summary>The headers by which the user acts as another one (as, as-uid, as-groups, as-user-extra).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Impersonation(ConfigNode user)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (user.Text("as") is { } name)
            headers.Add(new("Impersonate-User", name));
        if (user.Text("as-uid") is { } uid)
            headers.Add(new("Impersonate-Uid", uid));
        Add(headers, "Impersonate-Group", user.Texts("as-groups"), user.PlaceOf("as-groups"));
        foreach (var (key, values) in user.Child("as-user-extra")?.Lists() ?? [])
            Add(headers, $"Impersonate-Extra-{Uri.EscapeDataString(key)}", values, user.PlaceOf("as-user-extra"));
        return headers;
    }

    // The HTTP library sends several values of a header as one with commas, which the API server takes for one group of a strange name.
    private static void Add(List<KeyValuePair<string, string>> headers, string name, IReadOnlyList<string> values, string place)
    {
        if (values.Count > 1)
            throw new KubeconfigException("ORK2026", $"The user acts with {values.Count} values for {name}; more than one is not supported.", place, "name one, and bind the roles to it");
        if (values is [var value])
            headers.Add(new(name, value));
    }

    private static ClientCertificate? Certificate(ConfigNode user)
    {
        var (certificate, key) = (PemSource.Text(user, "client-certificate"), PemSource.Text(user, "client-key"));
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
        {
            var missing = certificate is null ? "client-certificate" : "client-key";
            throw new KubeconfigException("ORK2016", $"The user has no {missing} to go with the other half.", user.Place, $"add {missing} or {missing}-data");
        }

        try
        {
            return ClientCertificate.FromPem(certificate, key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new KubeconfigException(
                "ORK2016", $"The client certificate and key are not usable: {error.Message}", user.Place, "give a PEM certificate and its own unencrypted RSA or EC key", error);
        }
    }
}
