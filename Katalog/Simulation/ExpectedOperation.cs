using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Simulation;

/// <summary>An operation on the cluster, or a pattern of such: what is null fits everything.</summary>
/// <param name="Resource">The plural in lower case: <c>deployments</c>.</param>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Verb"><c>create</c>, <c>update</c>, <c>delete</c>, <c>patch</c> or <c>apply</c>. An apply that made the object counts as a create, too.</param>
/// <param name="Name">The name of the object.</param>
/// <param name="Count">How many there must be; null: at least one.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record ExpectedOperation(string Resource, int? Cycle, string? Verb, string? Name, int? Count, SourcePlace Place);
