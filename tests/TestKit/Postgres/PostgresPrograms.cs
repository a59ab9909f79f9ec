namespace Orkestra.TestKit.Postgres;

/// <summary>The folder with initdb, postgres and psql that <c>eng/postgres.sh</c> finds: that of <c>ORKESTRA_POSTGRES</c>, or Debian's where it is installed.</summary>
/// <param name="Folder">Absolute path.</param>
public sealed record PostgresPrograms(string Folder)
{
    private const string Installed = "/usr/lib/postgresql";

    /// <summary>Path of initdb.</summary>
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Path of the server.</summary>
    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>Path of the client.</summary>
    public string Client => Path.Combine(Folder, "psql");

    /// <summary>The root of the tree that packages were unpacked into; null where they are installed.</summary>
    internal string? UnpackedRoot => Folder.StartsWith(Installed, StringComparison.Ordinal) || !Folder.Contains(Installed, StringComparison.Ordinal)
        ? null
        : Folder[..Folder.IndexOf(Installed, StringComparison.Ordinal)];

    /// <summary>The programs of this machine.</summary>
    /// <param name="missing">When null is returned: why there are none, and the mend.</param>
    public static PostgresPrograms? Find(out string missing)
    {
        missing = "";
        if (Environment.GetEnvironmentVariable("ORKESTRA_TEST_NO_POSTGRES") is { Length: > 0 } reason)
        {
            missing = $"no PostgreSQL: {reason}";
            return null;
        }

        if (Environment.GetEnvironmentVariable("ORKESTRA_POSTGRES") is { Length: > 0 } folder)
        {
            if (new PostgresPrograms(Path.GetFullPath(folder)) is { IsWhole: true } named)
                return named;
            missing = $"no PostgreSQL: ORKESTRA_POSTGRES={folder} holds no initdb, postgres and psql";
            return null;
        }

        var newest = Directory.Exists(Installed)
            ? Directory.EnumerateDirectories(Installed).Select(version => new PostgresPrograms(Path.Combine(version, "bin"))).Where(found => found.IsWhole).OrderByDescending(found => found.Folder, StringComparer.Ordinal).FirstOrDefault()
            : null;
        if (newest is null)
            missing = "no PostgreSQL: it is not installed and ORKESTRA_POSTGRES is not set (export ORKESTRA_POSTGRES=\"$(eng/postgres.sh)\", or run ./test.sh)";
        return newest;
    }

    private bool IsWhole => File.Exists(InitDb) && File.Exists(Server) && File.Exists(Client);
}
