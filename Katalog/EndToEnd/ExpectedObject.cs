using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>An object, or several, that must be in the cluster.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name; null: any.</param>
/// <param name="Namespace">Its namespace; null: that of the custom resource.</param>
/// <param name="Ready">Whether it must be ready.</param>
/// <param name="Count">How many there must be; null: at least one.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record ExpectedObject(string Kind, string? Name, string? Namespace, bool Ready, int? Count, SourcePlace Place);
