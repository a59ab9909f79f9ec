using Orkestra.Hooks;

namespace PgRoles;

/// <summary>Makes a role of a PostgreSQL database for each PgRole, with the password of its secret, and drops it with it.</summary>
public sealed class PgRoleHook : IReconcileHook<PgRoleSpec, PgRoleStatus>
{
    /// <inheritdoc/>
    public async Task<HookResult<PgRoleStatus>> ReconcileAsync(HookContext<PgRoleSpec, PgRoleStatus> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var secret = $"{context.Name}-password";
        if (context.Children.FindSecretText(secret, "password") is not { Length: > 0 } password)
            return HookResults.Again(TimeSpan.FromSeconds(2), new PgRoleStatus { Phase = "WaitingForPassword" });

        var role = RoleOf(context);
        var version = (string?)context.Children.Find("Secret", secret)?["metadata"]?["resourceVersion"];
        var schemas = context.Spec.Grants.Select(grant => grant.Schema).ToHashSet(StringComparer.Ordinal);
        var database = await PgDatabase.OpenAsync(ConnectionOf(context), cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var isNew = await database.ClaimAsync(role, context.Uid, cancellationToken).ConfigureAwait(false);
            await database.LimitAsync(role, context.Spec.ConnectionLimit, cancellationToken).ConfigureAwait(false);
            if (isNew || !string.Equals(version, context.Status?.PasswordVersion, StringComparison.Ordinal))
                await database.SetPasswordAsync(role, password, cancellationToken).ConfigureAwait(false);
            foreach (var schema in (context.Status?.Schemas ?? []).Except(schemas, StringComparer.Ordinal))
                await database.GrantAsync(role, new PgGrant { Schema = schema }, cancellationToken).ConfigureAwait(false);
            foreach (var grant in context.Spec.Grants)
                await database.GrantAsync(role, grant, cancellationToken).ConfigureAwait(false);
            await database.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new HookResult<PgRoleStatus>
            {
                Status = new PgRoleStatus { Role = role, Phase = "Ready", PasswordVersion = version, Schemas = [.. schemas.Order(StringComparer.Ordinal)] },
                Events = isNew ? [new HookEvent("RoleCreated", $"the role {role} was made")] : [],
            };
        }
    }

    /// <inheritdoc/>
    public async Task<HookResult<PgRoleStatus>> DeleteAsync(HookContext<PgRoleSpec, PgRoleStatus> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var database = await PgDatabase.OpenAsync(ConnectionOf(context), cancellationToken).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            await database.DropAsync(RoleOf(context), context.Uid, cancellationToken).ConfigureAwait(false);
            await database.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return HookResults.Done<PgRoleStatus>();
    }

    /// <summary>The role that it was made for: a changed name in the spec does not leave one behind.</summary>
    private static string RoleOf(HookContext<PgRoleSpec, PgRoleStatus> context) => context.Status?.Role ?? context.Spec.Role ?? context.Name;

    private static string ConnectionOf(HookContext<PgRoleSpec, PgRoleStatus> context)
    {
        var variable = context.Args.Get("connectionVariable");
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } connection ? connection : throw new InvalidOperationException($"the environment variable {variable} is not set: give it a connection string");
    }
}
