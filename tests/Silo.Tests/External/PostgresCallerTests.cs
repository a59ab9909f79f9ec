using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Observation;
using Orkestra.Silo.External;
using Orkestra.TestKit.Postgres;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.External;

/// <summary>Questions to a real PostgreSQL.</summary>
public sealed class PostgresCallerTests(PostgresFixture postgres) : IAsyncDisposable
{
    private readonly PostgresCaller _caller = new(new ExternalHosts([]), static name => name is "PG_PASSWORD" ? "wrong" : null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Fact]
    public async Task Rows_are_JSON_with_their_types()
    {
        var server = await postgres.ServerAsync(Token);

        var answer = await AskAsync(server.Url(), "select 1 as one, 'x' as text, true as yes, null as none, 1.5::numeric as exact, '{\"a\":[1]}'::jsonb as json, array[1,2] as list");

        answer.Error.ShouldBe("");
        answer.Body.ShouldBe("""{"result":1,"count":1,"rows":[{"one":1,"text":"x","yes":true,"none":null,"exact":1.5,"json":{"a":[1]},"list":[1,2]}]}""");
    }

    [Fact]
    public async Task Arguments_are_values_and_never_SQL()
    {
        var server = await postgres.ServerAsync(Token);

        var answer = await AskAsync(server.Url(), "select $1::text as echo, $2::int + 1 as next", "'; drop table x; --", "41");

        JsonNode.Parse(answer.Body)!["rows"]!.ToJsonString().ShouldBe("""[{"echo":"\u0027; drop table x; --","next":42}]""");
    }

    [Theory]
    [InlineData("create table made_by_a_test (a int)", "25006")]
    [InlineData("select set_config('transaction_read_only', 'off', false), lo_create(0)", "25006|25001|0A000")]
    [InlineData("select nonsense", "42703")]
    public async Task What_writes_or_is_wrong_is_refused_with_its_code(string sql, string codes)
    {
        var server = await postgres.ServerAsync(Token);

        var answer = await AskAsync(server.Url(), sql);

        codes.Split('|').Select(code => $"the database refused it ({code})").ShouldContain(answer.Error);
    }

    [Fact]
    public async Task A_second_statement_is_refused_before_it_is_sent()
    {
        var server = await postgres.ServerAsync(Token);

        (await AskAsync(server.Url(), "commit; create table made_by_a_test (a int)")).Error.ShouldNotBeEmpty();

        (await server.QueryAsync("select count(*) from pg_tables where tablename = 'made_by_a_test'", "postgres", Token)).ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_ends_at_the_server()
    {
        var server = await postgres.ServerAsync(Token);

        (await AskAsync(server.Url(), "select pg_sleep(60)", timeout: TimeSpan.FromMilliseconds(200))).Error.ShouldBe("the database refused it (57014)");
    }

    [Fact]
    public async Task Too_many_rows_are_no_answer()
    {
        var server = await postgres.ServerAsync(Token);

        (await AskAsync(server.Url(), "select * from generate_series(1, 1000)")).Error.ShouldBe("");
        (await AskAsync(server.Url(), "select * from generate_series(1, 1001)")).Error.ShouldBe("more than 1000 rows");
        (await AskAsync(server.Url(), "select repeat('x', 2000000)")).Error.ShouldBe("more than 1048576 bytes");
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        var server = await postgres.ServerAsync(Token);
        var url = new UriBuilder(server.Url()) { Password = "" }.Uri.ToString();

        var answer = await AskAsync(url, "select 1", credential: new ExternalCredential("Authorization", "PG_PASSWORD", null));

        answer.Error.ShouldBe("the database refused it (28P01)");
        (await AskAsync(url, "select 1 as a", credential: new ExternalCredential("Authorization", null, server.Password))).Error.ShouldBe("");
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", "the URL is none of postgres://user@host/database")]
    [InlineData("postgres://a@169.254.1.1/x", "169.254.1.1 has an address that external calls may not reach")]
    [InlineData("postgres://a@127.0.0.1:1/x", "the connection was refused")]
    public async Task Where_nothing_is_or_nothing_may_be_reached_is_told(string url, string error) =>
        (await AskAsync(url, "select 1")).Error.ShouldBe(error);

    private Task<ExternalAnswer> AskAsync(string url, string sql, params string[] arguments) => AskAsync(url, sql, null, null, arguments);

    private Task<ExternalAnswer> AskAsync(string url, string sql, TimeSpan timeout) => AskAsync(url, sql, timeout, null);

    private Task<ExternalAnswer> AskAsync(string url, string sql, ExternalCredential credential) => AskAsync(url, sql, null, credential);

    private Task<ExternalAnswer> AskAsync(string url, string sql, TimeSpan? timeout, ExternalCredential? credential, params string[] arguments) => _caller.CallAsync(
        new ExternalRequest
        {
            Call = new ExternalCall { Name = "db", Path = "external[0]", Place = new SourcePlace("k", 1, 1, ""), Protocol = "postgres", Timeout = timeout ?? TimeSpan.FromSeconds(10) },
            Method = "POSTGRES",
            Url = url,
            Body = sql,
            Arguments = arguments,
            Credential = credential,
        },
        Token);
}
