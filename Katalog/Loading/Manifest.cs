using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Loading;

#pragma warning disable CA1720 // "Object" is the word of the Kubernetes API.
/// <summary>One object of a YAML file.</summary>
/// <param name="Object">The object. The caller owns it.</param>
/// <param name="Place">Where it begins.</param>
public sealed record Manifest(JsonObject Object, SourcePlace Place);
