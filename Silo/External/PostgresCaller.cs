using System.Data;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;
using Orkestra.Grains.External;
using Orkestra.Katalog.Observation;

namespace Orkestra.Silo.External;

/// <summary>Asks PostgreSQL: one statement, in a transaction that only reads, with a time limit at the server, and at most so many rows and bytes. What a server says in words is
/// in no answer, since answers are shown.</summary>
internal sealed class PostgresCaller(ExternalHosts hosts, Func<string, string?> variable) : IExternalCaller, IAsyncDisposable
{
    public const int MaxRows = 1000;
    public const int MaxBytes = 1024 * 1024;

    private readonly PostgresPools _pools = new();

    public async Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var password = request.Credential is { Variable: { } name } ? variable(name) : request.Credential?.Value;
        if (request.Credential is not null && string.IsNullOrEmpty(password))
            return ExternalAnswer.Failed(request.Credential.Variable is { } missing ? $"the environment variable {missing} is not set" : "the password is empty");
        if (PostgresAddress.Parse(request.Url, password) is not { } settings)
            return ExternalAnswer.Failed("the URL is none of postgres://user@host/database");
        try
        {
            return await AskAsync(request, settings, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused)
        {
            return ExternalAnswer.Failed($"the database refused it ({refused.SqlState})");
        }
        catch (NpgsqlException error)
        {
            return ExternalAnswer.Failed(error.InnerException is { } inner ? CallFault.Of(inner) : "the connection failed");
        }
        catch (Exception error) when (error is CallFaultException or SocketException or IOException or InvalidOperationException or NotSupportedException or ArgumentException or FormatException)
        {
            return ExternalAnswer.Failed(error is InvalidOperationException or NotSupportedException or ArgumentException ? "the query is none that can be asked: it is one statement, and its parameters are $1, $2, …" : CallFault.Of(error));
        }
    }

    public ValueTask DisposeAsync() => _pools.DisposeAsync();

    private async Task<ExternalAnswer> AskAsync(ExternalRequest request, NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        var host = settings.Host ?? "";
        if (!hosts.Allows(host))
            return ExternalAnswer.Failed($"{host} is none of the hosts that external calls may reach");
        settings.Host = await AddressAsync(host, cancellationToken).ConfigureAwait(false);
        settings.MaxPoolSize = Math.Clamp(request.Call.PoolSize, 1, 16);
        using var pool = _pools.Take(settings, host);
        var connection = await pool.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await LimitAsync(connection, request.Call.Timeout, cancellationToken).ConfigureAwait(false);
                return await ReadAsync(connection, request, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The name is resolved here, so that the address which is checked is the one that is used.</summary>
    private async Task<string> AddressAsync(string host, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(address => hosts.Allows(host, address))?.ToString()
            ?? throw new CallFaultException(found.Length == 0 ? $"{host} has no address" : $"{host} has an address that external calls may not reach");
    }

    private static async Task LimitAsync(NpgsqlConnection connection, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SET TRANSACTION READ ONLY"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {Math.Max(1, (long)timeout.TotalMilliseconds)}")));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>In a batch a command is one statement: a second one behind a semicolon is refused before it is sent.</summary>
    private static async Task<ExternalAnswer> ReadAsync(NpgsqlConnection connection, ExternalRequest request, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            var command = new NpgsqlBatchCommand((request.Body ?? "").Trim().TrimEnd(';'));
            foreach (var argument in request.Arguments)
                command.Parameters.Add(new NpgsqlParameter { Value = (object?)argument ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown });
            batch.BatchCommands.Add(command);
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return await RowsAsync(reader, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ExternalAnswer> RowsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new JsonArray();
        var bytes = 0L;
        JsonNode? first = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows.Count == MaxRows)
                return ExternalAnswer.Failed($"more than {MaxRows} rows");
            var row = new JsonObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = PostgresValue.Of(reader.GetValue(i), reader.GetDataTypeName(i));
                if (rows.Count == 0 && i == 0)
                    first = value?.DeepClone();
                row[reader.GetName(i)] = value;
            }

            bytes += row.ToJsonString().Length;
            if (bytes > MaxBytes)
                return ExternalAnswer.Failed($"more than {MaxBytes} bytes");
            rows.Add(row);
        }

        var count = rows.Count;
        return new ExternalAnswer(200, new JsonObject { ["result"] = first, ["count"] = count, ["rows"] = rows }.ToJsonString(), "");
    }
}
