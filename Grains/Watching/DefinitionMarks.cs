using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Pausing;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>What the annotations of a CRD remember of the boxes that watch it.</summary>
/// <param name="Name">Name of the CRD.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="ResourceVersion">Its state.</param>
/// <param name="ChildKinds">Kinds of children that its boxes make or ever made: <c>ConfigMap</c>, <c>Deployment.apps</c>.</param>
/// <param name="Revisions">By entry: the revision whose pruning is done.</param>
/// <param name="AcceptPrune">The text of the acceptance, or empty.</param>
internal sealed record DefinitionMarks(
    string Name, string Uid, string ResourceVersion, ImmutableSortedSet<string> ChildKinds, ImmutableSortedDictionary<string, string> Revisions, string AcceptPrune)
{
    /// <summary>Whether every custom resource of this type is left alone.</summary>
    public PauseMark? Pause { get; init; }

    private static readonly char[] Separators = [',', ' ', ';'];

    public static DefinitionMarks Of(JsonObject crd) => new(
        crd.Name,
        crd.Uid,
        crd.ResourceVersion,
        Words(crd.Annotation(Stamps.ChildKinds)).ToImmutableSortedSet(StringComparer.Ordinal),
        Words(crd.Annotation(Stamps.Definitions)).Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
        crd.Annotation(Stamps.AcceptPrune) ?? "")
    {
        Pause = PauseMark.Of(name => crd.Annotation(name)),
    };

    /// <summary>Whether a text of accepted revisions names this one.</summary>
    public static bool Accepts(string? text, string revision) => Words(text).Contains(revision, StringComparer.Ordinal);

    public static string KindName(string group, string kind) => group.Length == 0 ? kind : $"{kind}.{group}";

    /// <summary>The group and kind of a name that <see cref="KindName"/> made.</summary>
    public static (string Group, string Kind) ParseKind(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (name[(dot + 1)..], name[..dot]) : ("", name);

    /// <summary>Whether this is a state of the same CRD that is not newer.</summary>
    public bool IsNoNewsAfter(DefinitionMarks known) =>
        string.Equals(Uid, known.Uid, StringComparison.Ordinal) && ResourceVersions.IsSameOrOlder(ResourceVersion, known.ResourceVersion);

    /// <summary>The merge patch of a CRD that makes it remember this; null when it does so already.</summary>
    public JsonObject? PatchFrom(DefinitionMarks before)
    {
        var annotations = new JsonObject();
        if (!ChildKinds.SetEquals(before.ChildKinds))
            annotations[Stamps.ChildKinds] = string.Join(',', ChildKinds);
        if (!Revisions.SequenceEqual(before.Revisions))
            annotations[Stamps.Definitions] = string.Join(',', Revisions.Select(pair => $"{pair.Key}={pair.Value}"));
        return annotations.Count == 0 ? null : new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = before.ResourceVersion, ["annotations"] = annotations } };
    }

    private static string[] Words(string? text) => text?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
