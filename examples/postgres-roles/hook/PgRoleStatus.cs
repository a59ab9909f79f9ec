namespace PgRoles;

/// <summary>What the hook did.</summary>
public sealed record PgRoleStatus
{
    /// <summary>The role that there is.</summary>
    public string? Role { get; init; }

    /// <summary><c>WaitingForPassword</c> or <c>Ready</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>The version of the secret whose password the role has.</summary>
    public string? PasswordVersion { get; init; }

    /// <summary>The schemas on which it has privileges.</summary>
    public IReadOnlyList<string>? Schemas { get; init; }
}
