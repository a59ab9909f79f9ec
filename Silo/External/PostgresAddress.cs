using Npgsql;

namespace Orkestra.Silo.External;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=require</c>, or what Npgsql itself takes.</summary>
internal static class PostgresAddress
{
    /// <param name="text">The address.</param>
    /// <param name="password">In place of the one in the address; null: that one.</param>
    /// <returns>Null when it is none.</returns>
    public static NpgsqlConnectionStringBuilder? Parse(string text, string? password)
    {
        try
        {
            var settings = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "postgres" or "postgresql" ? Of(url) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(settings.Host) || settings.Host.Contains(',', StringComparison.Ordinal) || settings.Host.StartsWith('/') || settings.Host.StartsWith('@'))
                return null;
            // What an address may choose is where it goes and as whom, and whether by TLS.
            return new NpgsqlConnectionStringBuilder
            {
                Host = settings.Host,
                Port = settings.Port,
                Username = settings.Username,
                Password = password ?? settings.Password,
                Database = settings.Database,
                SslMode = settings.SslMode,
                ApplicationName = "orkestra",
                Options = "-c default_transaction_read_only=on",
                Timeout = 10,
                CommandTimeout = 0,
                ConnectionIdleLifetime = 60,
                IncludeErrorDetail = false,
                Enlist = false,
            };
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder Of(Uri url)
    {
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.IdnHost,
            Port = url.Port > 0 ? url.Port : 5432,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is ["sslmode", var mode] && Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed))
                settings.SslMode = parsed;
        }

        return settings;
    }
}
