using Orkestra.TestKit.Postgres;
using Shouldly;
using Xunit;

namespace Orkestra.TestKit.Tests.Postgres;

public sealed class PostgresServerTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_answers_who_has_the_password_and_ends_with_its_owner()
    {
        var server = await postgres.ServerAsync(Token);

        (await server.QueryAsync("select 6 * 7, current_user", "postgres", Token)).ShouldBe(["42|postgres"]);
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => server.QueryAsync("select nonsense", "postgres", Token));
        refused.Message.ShouldContain("nonsense");
    }

    [Fact]
    public async Task Two_servers_live_side_by_side()
    {
        var shared = await postgres.ServerAsync(Token);
        await using var own = await PostgresServer.StartAsync(PostgresPrograms.Find(out _)!, Token);

        own.Port.ShouldNotBe(shared.Port);
        await own.QueryAsync("create role only_here", "postgres", Token);
        (await shared.QueryAsync("select count(*) from pg_roles where rolname = 'only_here'", "postgres", Token)).ShouldBe(["0"]);
    }
}
