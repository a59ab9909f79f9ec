using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.Tools;
using Orkestra.TestKit.Waiting;

namespace Orkestra.TestKit.Postgres;

/// <summary>A PostgreSQL of a test's own: on 127.0.0.1 at a free port, its data in a temp folder, every connection with a password. It never outlives this process.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Nobody = "65534";

    private readonly ProcessNursery _nursery = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("orkestra-postgres-").FullName;
    private PostgresPrograms _programs;
    private ServerProcess? _process;

    private PostgresServer(PostgresPrograms programs) => _programs = programs;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The superuser.</summary>
    public string User { get; } = "postgres";

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "postgres.log");

    /// <summary>PostgreSQL refuses to be run by root: then it is run by nobody.</summary>
    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    /// <summary>As Npgsql takes it.</summary>
    public string ConnectionString(string database = "postgres") => FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={database};SSL Mode=Disable");

    /// <summary>As <c>postgres://</c>.</summary>
    public string Url(string database = "postgres") => FormattableString.Invariant($"postgres://{User}:{Password}@127.0.0.1:{Port}/{database}");

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message has the end of its log.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresPrograms programs, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(programs);
        try
        {
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs SQL as the superuser, outside of a transaction when it is one statement; gives the rows, columns with <c>|</c> between.</summary>
    /// <exception cref="InvalidOperationException">The server refuses it.</exception>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql, string database, CancellationToken cancellationToken)
    {
        var result = await PsqlAsync(sql, database, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(result.Error);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // Immediate shutdown: nothing of it is needed again.
            await _process.TerminateAsync(TimeSpan.FromSeconds(10), "QUIT").ConfigureAwait(false);
            await _process.DisposeAsync().ConfigureAwait(false);
        }

        _nursery.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A process of it that is just ending: the folder is in the temp folder.
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await MakeReachableAsync(cancellationToken).ConfigureAwait(false);
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password, cancellationToken).ConfigureAwait(false);
        if (IsRoot)
            await RunAsync("/bin/chown", ["-R", $"{Nobody}:{Nobody}", _folder], cancellationToken).ConfigureAwait(false);
        var init = AsServerUser(_programs.InitDb, ["--pgdata", Data, "--username", User, "--pwfile", passwordFile, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"]);
        await RunAsync(init[0], init[1..], cancellationToken).ConfigureAwait(false);
        Port = FreePort();
        var run = AsServerUser(_programs.Server, ["-D", Data, "-k", _folder, "-h", "127.0.0.1", "-p", FormattableString.Invariant($"{Port}"), "-c", "fsync=off", "-c", "max_connections=50", "-c", "shared_buffers=16MB", "-c", "jit=off"]);
        _process = await ServerProcess.StartAsync(_nursery, "/usr/bin/env", [.. Variables.Select(variable => $"{variable.Key}={variable.Value}"), .. run], Log).ConfigureAwait(false);
        await Eventually.Async("PostgreSQL answers", IsUpAsync, TimeSpan.FromSeconds(60), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        if (_process!.HasEnded)
            throw new InvalidOperationException($"PostgreSQL ended:\n{_process.Tail()}");
        return (await PsqlAsync("select 1", "postgres", cancellationToken).ConfigureAwait(false)).ExitCode == 0;
    }

    /// <summary>What was unpacked into a cache of root's is not readable for nobody: it is copied.</summary>
    private async Task MakeReachableAsync(CancellationToken cancellationToken)
    {
        if (!IsRoot || _programs.UnpackedRoot is not { } root)
            return;
        var copy = Path.Combine(_folder, "programs");
        Directory.CreateDirectory(copy);
        await RunAsync("/bin/cp", ["-a", Path.Combine(root, "usr"), copy], cancellationToken).ConfigureAwait(false);
        _programs = new PostgresPrograms(copy + _programs.Folder[root.Length..]);
    }

    /// <summary>Libraries that were unpacked with the programs.</summary>
    private IReadOnlyDictionary<string, string> Variables => _programs.UnpackedRoot is { } root
        ? new Dictionary<string, string>(StringComparer.Ordinal) { ["LD_LIBRARY_PATH"] = string.Join(':', Directory.EnumerateDirectories(Path.Combine(root, "usr", "lib"), "*-linux-gnu")), ["LC_ALL"] = "C" }
        : new Dictionary<string, string>(StringComparer.Ordinal) { ["LC_ALL"] = "C" };

    /// <summary>The death of this process is told again where the user changes: the kernel forgets it there.</summary>
    private static string[] AsServerUser(string program, IEnumerable<string> arguments) =>
        IsRoot ? ["setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "setpriv", "--pdeathsig", "KILL", program, .. arguments] : [program, .. arguments];

    private Task<ToolResult> PsqlAsync(string sql, string database, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(Variables, StringComparer.Ordinal) { ["PGPASSWORD"] = Password };
        return ToolResult.OfAsync(
            _programs.Client,
            ["-h", "127.0.0.1", "-p", FormattableString.Invariant($"{Port}"), "-U", User, "-d", database, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql],
            variables,
            cancellationToken);
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await ToolResult.OfAsync(program, arguments, Variables, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {result.ExitCode}: {result.Output}{result.Error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
