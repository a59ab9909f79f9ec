using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A call of kubectl.</summary>
/// <param name="Verb"><c>get</c>, <c>patch</c>, <c>port-forward</c>, ….</param>
/// <param name="Arguments">As they are written, without the assertions; for a path its text under <c>file</c>. Not to be changed.</param>
/// <param name="Assertions">What must be true of the answer.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record KubectlAction(string Verb, JsonObject Arguments, IReadOnlyList<Assertion> Assertions, SourcePlace Place);
