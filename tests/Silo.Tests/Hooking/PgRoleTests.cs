using System.Text;
using Npgsql;
using Orkestra.Silo.Hooking;
using Orkestra.Silo.Tests.Reconciling;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Postgres;
using Orkestra.TestKit.Waiting;
using PgRoles;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Hooking;

/// <summary>The example examples/postgres-roles on a real PostgreSQL.</summary>
public sealed class PgRoleTests(PostgresFixture postgres, DevClusterForTests cluster) : WorldTests, IClassFixture<DevClusterForTests>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orkestra-pgroles-").FullName;
    private HookCatalog _hooks = null!;
    private PostgresServer _server = null!;
    private string _database = "";

    public override async ValueTask InitializeAsync()
    {
        _server = await postgres.ServerAsync(World.Token);
        await base.InitializeAsync();
        foreach (var assembly in new[] { typeof(PgRoleHook).Assembly, typeof(NpgsqlConnection).Assembly })
            File.Copy(assembly.Location, Path.Combine(_folder, Path.GetFileName(assembly.Location)));
        _hooks = HookCatalog.Load(_folder);
        _database = World.Namespace;
        await _server.QueryAsync($"create database {_database}", "postgres", World.Token);
        await _server.QueryAsync("create table a (x int); create schema \"odd \"\"one\"; create table \"odd \"\"one\".b (x int)", _database, World.Token);
        Environment.SetEnvironmentVariable(Variable, _server.ConnectionString(_database));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_hooks is not null)
            await _hooks.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override async Task<ITestCluster> ClusterAsync() => await cluster.ClusterAsync();

    private string Variable => $"PGROLES_{World.Namespace}";

    [Fact]
    public async Task A_role_signs_in_with_the_password_of_its_secret_and_may_what_is_granted()
    {
        await StartAsync();
        var role = $"o'dd \"role\" {World.Namespace}";
        await World.CreateAsync("PgRole", "reports", System.Text.Json.JsonSerializer.Serialize(new { role, connectionLimit = 5, grants = new[] { new { schema = "public", privileges = new[] { "SELECT" } }, new { schema = "odd \"one", privileges = new[] { "INSERT" } } } }));
        await World.UntilAsync("the role is there", "PgRole", "reports", found => (string?)found!["status"]?["phase"] is "Ready");
        await World.UntilSettledAsync("pgrole", "reports");

        var password = Encoding.UTF8.GetString(Convert.FromBase64String((string)(await World.FindAsync("Secret", "reports-password"))!["data"]!["password"]!));
        (await AskAsync(role, password, "select count(*) from a")).ShouldBe(0L);
        (await Should.ThrowAsync<PostgresException>(() => AskAsync(role, password, "insert into a values (1)"))).SqlState.ShouldBe("42501");
        await AskAsync(role, password, "insert into \"odd \"\"one\".b values (1)");
        (await Should.ThrowAsync<PostgresException>(() => AskAsync(role, "wrong", "select 1"))).SqlState.ShouldBe("28P01");

        World.Mark();
        await World.PatchAsync("PgRole", "reports", """{"spec":{"grants":[]}}""");
        await World.UntilAsync("no schema is left", "PgRole", "reports", found => found!["status"]!["schemas"]!.AsArray().Count == 0);
        (await Should.ThrowAsync<PostgresException>(() => AskAsync(role, password, "select count(*) from a"))).SqlState.ShouldBe("42501");
        await World.UntilSettledAsync("pgrole", "reports");
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.Subresource).ShouldAllBe(subresource => subresource == "status");

        await World.DeleteAsync("PgRole", "reports");
        await World.UntilAsync("the resource is gone", "PgRole", "reports", found => found is null);
        (await RolesAsync(role)).ShouldBe("0");
    }

    [Fact]
    public async Task A_role_of_somebody_else_is_neither_taken_nor_dropped()
    {
        var role = $"theirs_{World.Namespace}";
        await _server.QueryAsync($"create role {role}", "postgres", World.Token);
        await StartAsync();
        await World.CreateAsync("PgRole", "theirs", $$"""{"role":"{{role}}"}""");

        var found = await World.UntilAsync("it says why", "PgRole", "theirs", seen => seen!.ConditionReason("Reconciled") is "HookFailed");
        found!.ConditionMessage("Reconciled").ShouldNotBeNull().ShouldContain($"there is a role {role} already that somebody else made");

        await World.DeleteAsync("PgRole", "theirs");
        await World.UntilAsync("the resource is gone", "PgRole", "theirs", seen => seen is null);
        (await RolesAsync(role)).ShouldBe("1");
    }

    private async Task<string> RolesAsync(string role) =>
        (await _server.QueryAsync($"select count(*) from pg_roles where rolname = '{role.Replace("'", "''", StringComparison.Ordinal)}'", "postgres", World.Token)).Single();

    private async Task<object?> AskAsync(string user, string password, string sql)
    {
        var connection = new NpgsqlConnectionStringBuilder(_server.ConnectionString(_database)) { Username = user, Password = password, Pooling = false };
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(World.Token);
    }

    private async Task StartAsync()
    {
        await World.DefineAsync("PgRole");
        var katalog = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "../../../../../examples/postgres-roles/katalog.yaml"), World.Token);
        await World.StartAsync(
            katalog.Replace("crdFile: ./crd.yaml", "apiTypes: { group: GROUP, version: v1, kind: PgRole, plural: pgroles }", StringComparison.Ordinal)
                .Replace("crFiles: [ ./cr.yaml ]", "description: of a test", StringComparison.Ordinal)
                .Replace("PGROLES_CONNECTION", Variable, StringComparison.Ordinal),
            hooks: _hooks);
    }
}
