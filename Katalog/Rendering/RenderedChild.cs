using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Rendering;

#pragma warning disable CA1720 // "Object" is the word of the Kubernetes API.
/// <summary>One child that an entry yields for a custom resource.</summary>
/// <param name="Entry">The entry that yields it.</param>
/// <param name="ApiVersion">Of the child.</param>
/// <param name="Kind">Of the child.</param>
/// <param name="Namespace">Null: the namespace of the custom resource, or none if the kind is cluster-scoped.</param>
/// <param name="Name">Its name, a valid one.</param>
/// <param name="Wanted">Whether its <c>when</c> and <c>or</c> hold.</param>
/// <param name="Object">The desired object without stamps and owner references; null unless wanted. The caller owns it.</param>
public sealed record RenderedChild(ResourceEntry Entry, string ApiVersion, string Kind, string? Namespace, string Name, bool Wanted, JsonObject? Object);
