using Npgsql;

namespace PgRoles;

/// <summary>A database in which roles are made, in one transaction. Names and passwords are quoted by the server, so that none of them is ever read as SQL.</summary>
internal sealed class PgDatabase : IAsyncDisposable
{
    private static readonly string[] Privileges = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private PgDatabase(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<PgDatabase> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return new PgDatabase(connection, await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes the role unless it is there, and marks it as that of this custom resource.</summary>
    /// <returns>True when it was made.</returns>
    /// <exception cref="InvalidOperationException">Somebody else has a role of this name.</exception>
    public async Task<bool> ClaimAsync(string role, string owner, CancellationToken cancellationToken)
    {
        // One claim of a name at a time, also from other processes.
        await AskAsync("select pg_advisory_xact_lock(hashtext($1))::text", cancellationToken, role).ConfigureAwait(false);
        if (await IsOursAsync(role, owner, cancellationToken).ConfigureAwait(false) is { } isOurs)
            return isOurs ? false : throw new InvalidOperationException($"there is a role {role} already that somebody else made: give this one another name");
        await ExecuteAsync("select format('CREATE ROLE %I LOGIN', $1)", cancellationToken, role).ConfigureAwait(false);
        await ExecuteAsync("select format('COMMENT ON ROLE %I IS %L', $1, $2)", cancellationToken, role, Mark(owner)).ConfigureAwait(false);
        return true;
    }

    public Task SetPasswordAsync(string role, string password, CancellationToken cancellationToken) =>
        ExecuteAsync("select format('ALTER ROLE %I PASSWORD %L', $1, $2)", cancellationToken, role, password);

    public Task LimitAsync(string role, int connections, CancellationToken cancellationToken) =>
        ExecuteAsync("select format('ALTER ROLE %I CONNECTION LIMIT %s', $1, $2::int)", cancellationToken, role, FormattableString.Invariant($"{connections}"));

    /// <summary>Exactly these privileges on the tables that the schema has now, and none where there are none.</summary>
    public async Task GrantAsync(string role, PgGrant grant, CancellationToken cancellationToken)
    {
        if (grant.Privileges.FirstOrDefault(privilege => !Privileges.Contains(privilege, StringComparer.Ordinal)) is { } unknown)
            throw new InvalidOperationException($"{unknown} is none of {string.Join(", ", Privileges)}");
        if (await AskAsync("select 1::text from pg_namespace where nspname = $1", cancellationToken, grant.Schema).ConfigureAwait(false) is null)
        {
            if (grant.Privileges.Count > 0)
                throw new InvalidOperationException($"there is no schema {grant.Schema}");
            return;
        }

        await ExecuteAsync("select format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', $2, $1)", cancellationToken, role, grant.Schema).ConfigureAwait(false);
        await ExecuteAsync("select format('REVOKE USAGE ON SCHEMA %I FROM %I', $2, $1)", cancellationToken, role, grant.Schema).ConfigureAwait(false);
        if (grant.Privileges.Count == 0)
            return;
        await ExecuteAsync("select format('GRANT USAGE ON SCHEMA %I TO %I', $2, $1)", cancellationToken, role, grant.Schema).ConfigureAwait(false);
        await ExecuteAsync($"select format('GRANT {string.Join(", ", grant.Privileges)} ON ALL TABLES IN SCHEMA %I TO %I', $2, $1)", cancellationToken, role, grant.Schema).ConfigureAwait(false);
    }

    /// <summary>Drops the role if it is that of this custom resource. What it owns goes over to the user of this connection.</summary>
    public async Task DropAsync(string role, string owner, CancellationToken cancellationToken)
    {
        if (await IsOursAsync(role, owner, cancellationToken).ConfigureAwait(false) is not true)
            return;
        await ExecuteAsync("select format('REASSIGN OWNED BY %I TO CURRENT_USER', $1)", cancellationToken, role).ConfigureAwait(false);
        await ExecuteAsync("select format('DROP OWNED BY %I', $1)", cancellationToken, role).ConfigureAwait(false);
        await ExecuteAsync("select format('DROP ROLE %I', $1)", cancellationToken, role).ConfigureAwait(false);
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static string Mark(string owner) => $"made by the PgRole {owner}";

    /// <returns>Null when there is no such role.</returns>
    private async Task<bool?> IsOursAsync(string role, string owner, CancellationToken cancellationToken) =>
        await AskAsync("select coalesce(shobj_description(oid, 'pg_authid'), '') from pg_roles where rolname = $1", cancellationToken, role).ConfigureAwait(false) is { } comment
            ? string.Equals(comment, Mark(owner), StringComparison.Ordinal)
            : null;

    /// <summary>Runs the statement that the server made of a pattern and its values.</summary>
    private async Task ExecuteAsync(string pattern, CancellationToken cancellationToken, params string[] values)
    {
        var statement = await AskAsync(pattern, cancellationToken, values).ConfigureAwait(false);
        var command = new NpgsqlCommand(statement, _connection, _transaction);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> AskAsync(string question, CancellationToken cancellationToken, params string[] values)
    {
        var command = new NpgsqlCommand(question, _connection, _transaction);
        await using (command.ConfigureAwait(false))
        {
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
        }
    }
}
