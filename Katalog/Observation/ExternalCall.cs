using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Observation;

/// <summary>A question to something outside of the cluster, whose answer templates see as <c>.external.NAME</c>.</summary>
public sealed record ExternalCall
{
    /// <summary>The name of the answer.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary><c>http</c>, <c>prometheus</c>, <c>redis</c>, <c>postgres</c>, <c>mongo</c> or <c>kafka</c>.</summary>
    public string Protocol { get; init; } = "http";

    /// <summary>The HTTP method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The HTTP status that counts as success; null: any below 400.</summary>
    public int? ExpectedStatus { get; init; }

    /// <summary>True: the pass goes on when the call fails.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>How long an answer is used again.</summary>
    public TimeSpan CacheFor { get; init; }

    /// <summary>What is asked.</summary>
    internal Fragment? Url { get; init; }

    /// <summary>SQL, PromQL, a command or a topic.</summary>
    internal Fragment? Query { get; init; }

    /// <summary>The body that is sent.</summary>
    internal Fragment? Body { get; init; }

    /// <summary>Headers that are sent.</summary>
    internal MapFragment? Headers { get; init; }

    /// <summary>When it is called.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}
