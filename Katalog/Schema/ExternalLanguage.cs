namespace Orkestra.Katalog.Schema;

/// <summary>The keys of external calls and of what authorises them.</summary>
internal static class ExternalLanguage
{
    /// <summary>The value of <c>auth</c> of calls.</summary>
    public static Shape Auth { get; } = Shape.Block(new BlockSchema("auth")
        .Key("secretRef", SecretRef(), "The secret that has the token.")
        .Key("env", Shape.FixedText, "The environment variable that has it.")
        .Key("token", Shape.FixedText, "The older form: $NAME of an environment variable.")
        .Older("token", new OlderKey("env", value => OlderKey.VariableOf(value.Text)))
        .Key("header", Shape.FixedText, "The header it is sent in. Default: Authorization.")
        .Excludes("secretRef", "env", "token")
        .Excludes("env", "token"));

    /// <summary>The value of <c>retryBackoff</c>.</summary>
    public static Shape RetryBackoff { get; } = Shape.Either(Shape.Block(new BlockSchema("retryBackoff")
        .Key("initial", Shape.Duration, "The first delay. Default: 500ms.")
        .Key("max", Shape.Duration, "The longest delay. Default: 30s.")
        .Key("multiplier", Shape.Text, "How much longer each delay is. Default: 2.0.")
        .Key("maxAttempts", Shape.Whole(1, 1000), "How often it is tried, the first time included. Default: 3.")), Shape.Duration);

    /// <summary>The value of <c>external</c>.</summary>
    public static Shape Calls { get; } = Shape.ListOf(Shape.Block(Call()));

    /// <summary>The value of <c>secretRef</c>.</summary>
    public static Shape SecretRef() => Shape.Block(new BlockSchema("secretRef")
        .Required("name", Shape.Text, "The name of the secret.")
        .Key("namespace", Shape.Text, "Its namespace. Default: that of the custom resource.")
        .Key("key", Shape.FixedText, "The key in it. Default: token."));

    private static BlockSchema Call() => new BlockSchema("an external call")
        .Required("name", Shape.FixedText, "Templates see the answer as .external.NAME.")
        .Key("protocol", Shape.FixedOneOf("http", "prometheus", "redis", "postgres", "mongo", "kafka"), "How it is asked. Default: http. What has redis, mongo or kafka is checked, and not run.")
        .Required("url", Shape.Text, "What is asked. For prometheus the address of the server, without a path of its API; for postgres postgres://user@host/database.")
        .Key("query", Shape.Text, "SQL, PromQL, a command, or a topic.")
        .Key("method", Shape.OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"), "The HTTP method. Default: GET.")
        .Key("body", Shape.Anything, "The body that is sent.")
        .Key("headers", Shape.MapOf(Shape.Text), "Headers that are sent.")
        .Key("timeout", Shape.Duration, "How long at most. Default: 10s.")
        .Key("expectedStatus", Shape.Whole(100, 599), "The status that counts as success. Default: any below 400.")
        .Key("continueOnError", Shape.Flag, "Whether the pass goes on when the call fails. Default: false.")
        .Key("cacheFor", Shape.Duration, "How long a good answer is used again. Default: not at all.")
        .Key("auth", Auth, "What authorises the call.")
        .Key("poolSize", Shape.Whole(1, 100), "How many connections to one database are open at most, for postgres; more than 16 are 16. Default: 2.")
        .Key("args", Shape.ListOf(Shape.Text), "Values of the parameters $1, $2, … of the query, for postgres: they are never part of its text.")
        .Key("sleep", Shape.Duration, "How long is waited first.")
        .Key("retryBackoff", RetryBackoff, "How a failed call is tried again.")
        .Key("fires", Shape.Block(new BlockSchema("fires").Key("reconcile", Shape.Flag, "Whether it is called in passes. Default: true.")), "Where it is called.")
        .WithInclude()
        .WithConditions();
}
