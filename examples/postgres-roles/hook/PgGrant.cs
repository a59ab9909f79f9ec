namespace PgRoles;

/// <summary>Privileges on all tables of a schema.</summary>
public sealed record PgGrant
{
    /// <summary>The schema.</summary>
    public required string Schema { get; init; }

    /// <summary>SELECT, INSERT, UPDATE, DELETE.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];
}
