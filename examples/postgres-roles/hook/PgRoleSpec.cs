namespace PgRoles;

/// <summary>A role of a database.</summary>
public sealed record PgRoleSpec
{
    /// <summary>The name of the role; null: that of the custom resource.</summary>
    public string? Role { get; init; }

    /// <summary>Connections at once; -1: any number.</summary>
    public int ConnectionLimit { get; init; } = -1;

    /// <summary>What it may do with the tables of which schemas.</summary>
    public IReadOnlyList<PgGrant> Grants { get; init; } = [];
}
