using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd.Queries;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A call of kubectl.</summary>
/// <param name="Verb"><c>get</c>, <c>patch</c>, <c>port-forward</c>, ….</param>
/// <param name="Arguments">As they are written, without the assertions; for a path its text under <c>file</c>. Not to be changed.</param>
/// <param name="Assertions">What must be true of the answer.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record KubectlAction(string Verb, JsonObject Arguments, IReadOnlyList<Assertion> Assertions, SourcePlace Place)
{
    /// <summary>What of the answer is looked at, from <c>field</c>, <c>jq</c> or <c>yq</c>; null: all of it.</summary>
    public AnswerQuery? Query { get; init; }

    /// <summary>Whether it changes the cluster: such actions of a step run first.</summary>
    public bool Changes => Verb is "apply" or "patch" or "restart" or "scale" or "delete";

    /// <summary>An argument as text; null where it is absent.</summary>
    public string? Text(string name) => Arguments[name] is { } value ? QueryValue.Text(value) : null;
}
