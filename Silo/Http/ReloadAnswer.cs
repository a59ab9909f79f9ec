namespace Orkestra.Silo.Http;

/// <summary>What became of the last try to replace the definitions.</summary>
internal sealed record ReloadAnswer(DateTimeOffset At, string Result, IReadOnlyList<string> Findings);
