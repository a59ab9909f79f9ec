using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Tells what a document has in an older spelling, and the present one.</summary>
internal sealed class SpellingCheck(Findings findings)
{
    /// <summary>What to do about an older spelling.</summary>
    public const string Mend = "ork migrate-format --write does it for the whole file";

    public void Check(Located document)
    {
        if (document.At("sources") is { } sources)
            Warn(sources.Place, "sources is now imports");
        if (document.At("spec", "crds") is not { } crds)
            return;
        if (crds.Node is ListNode)
            Warn(crds.Place, "crds is now a map: the name of an entry is its key");
        foreach (var entry in crds.Items().Concat(crds.Entries().Select(each => each.Value)).Where(entry => entry.Node is MapNode))
            CheckEntry(entry);
    }

    /// <summary>What every kind of file can have: the names of other generations.</summary>
    public void CheckNames(Located document)
    {
        foreach (var (key, names) in DocumentNames.Present)
        {
            if (document.At(key) is { } at && at.Text is { } name && names.TryGetValue(name, out var now))
                Warn(at.Place, $"the {key} {name} is now {now}");
        }
    }

    private void CheckEntry(Located entry)
    {
        foreach (var move in Spelling.MovesOf((MapNode)entry.Node))
        {
            var block = entry.At(move.Old.AsSpan(0, move.Old.Length - 1)) ?? entry;
            var key = ((MapNode)block.Node).Find(move.Old[^1])!;
            Warn(block.At(key.Key)!.Value.PlaceOf(key.KeyMark), $"{move.OldPath} is now {move.NowPath}");
        }
    }

    private void Warn(SourcePlace place, string message) => findings.Warning(DiagnosticIds.OlderSpelling, place, message, Mend);
}
