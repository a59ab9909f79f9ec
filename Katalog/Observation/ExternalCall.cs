using System.Globalization;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Observation;

/// <summary>A question to something outside of the cluster, whose answer templates see as <c>.external.NAME</c>.</summary>
public sealed record ExternalCall
{
    /// <summary>The name of the answer.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared in the entry: <c>onReconcile.external[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary><c>http</c>, <c>prometheus</c>, <c>postgres</c>, <c>redis</c>, <c>mongo</c> or <c>kafka</c>; the last three are not executed.</summary>
    public string Protocol { get; init; } = "http";

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The HTTP status that counts as success; null: any below 300; a redirect comes here only when it is not followed.</summary>
    public int? ExpectedStatus { get; init; }

    /// <summary>Further statuses that are answers and no failures.</summary>
    internal IReadOnlyList<int> AlsoWell { get; init; } = [];

    /// <summary>True: the pass goes on when the call fails.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>How long an answer is used again; one of a failed call never is.</summary>
    public TimeSpan CacheFor { get; init; }

    /// <summary>How long is waited before the first try.</summary>
    public TimeSpan Sleep { get; init; }

    /// <summary>How a failed call is tried again; null: not at all.</summary>
    public RetryBackoff? Retry { get; init; }

    /// <summary>False: it is never called in passes.</summary>
    public bool CountsInPasses { get; init; } = true;

    /// <summary>True: a changed question waits for the answer to the one before it, which is used although the question changed meanwhile, so that whatever is slow comes to its end.</summary>
    public bool OneAtATime { get; init; }

    /// <summary>True: its token is in a secret of the cluster.</summary>
    public bool ReadsSecret => Auth is { SecretName: not null };

    /// <summary>The HTTP method; null: GET.</summary>
    internal Fragment? Method { get; init; }

    /// <summary>What is asked.</summary>
    internal Fragment? Url { get; init; }

    /// <summary>SQL, PromQL, a command or a topic.</summary>
    internal Fragment? Query { get; init; }

    /// <summary>Values of the parameters <c>$1</c>, <c>$2</c>, … of a database query: they are never part of its text.</summary>
    internal ListFragment? Arguments { get; init; }

    /// <summary>How many connections to one database are open at most.</summary>
    public int PoolSize { get; init; } = 2;

    /// <summary>The body that is sent.</summary>
    internal Fragment? Body { get; init; }

    /// <summary>Headers that are sent.</summary>
    internal MapFragment? Headers { get; init; }

    /// <summary>What authorises the call; null: nothing.</summary>
    internal ExternalAuth? Auth { get; init; }

    /// <summary>When it is called: all of them hold.</summary>
    internal IReadOnlyList<ConditionSet> Conditions { get; init; } = [];

    /// <summary>It changes nothing outside, and does not wait first.</summary>
    internal bool OnlyAsks => Sleep == TimeSpan.Zero && Body is null && (Method is null || Method.ConstantText is "GET" or "HEAD");

    /// <summary>What it reads in its own right.</summary>
    internal IReadOnlyList<FieldRead> Reads { get; init; } = [];

    /// <summary>Whether it needs the answer of one of these.</summary>
    internal bool ReadsAnswerOf(IReadOnlySet<string> names) =>
        Reads.Any(field => field.Path.IsEmpty ? field.Whole : field.Path[0] is "external" && (field.Path.Length == 1 || names.Contains(field.Path[1])));

    /// <summary>Why an answer is a failure, for people; empty when it is none. The same answer always gives the same text.</summary>
    public string FaultOf(ExternalAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Error.Length > 0)
            return answer.Error;
        if (AlsoWell.Contains(answer.StatusCode))
            return "";
        if (ExpectedStatus is { } expected)
            return answer.StatusCode == expected ? "" : string.Create(CultureInfo.InvariantCulture, $"answered {answer.StatusCode}, and {expected} was expected");
        return answer.StatusCode < 300 ? "" : string.Create(CultureInfo.InvariantCulture, $"answered {answer.StatusCode}");
    }
}
