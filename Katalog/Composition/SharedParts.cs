using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Notes and profiles that a file gets from elsewhere. One part that comes on several ways counts once; two parts of one name are refused.</summary>
internal sealed class SharedParts(Findings findings)
{
    private readonly List<Node> _notes = [];
    private readonly List<(string Class, MapEntry Profile)> _profiles = [];

    public void Add(MotifBody body) => Add(body.Notes, body.Profiles);

    public void Add(IEnumerable<Node> notes, MapNode? profiles)
    {
        _notes.AddRange(notes.Where(note => !_notes.Exists(other => IsSame(other, note))));
        foreach (var of in profiles?.Entries ?? [])
        {
            foreach (var profile in (of.Value as MapNode)?.Entries ?? [])
            {
                if (!_profiles.Exists(other => IsSame(other.Profile.Value, profile.Value)))
                    _profiles.Add((of.Key, profile));
            }
        }
    }

    /// <summary>The document with these parts after its own.</summary>
    public MapNode Into(MapNode document)
    {
        if (_notes.Count > 0)
        {
            var own = document.Find("notes")?.Value;
            var path = own is MapNode ? (string[])["notes", "functions"] : ["notes"];
            var notes = (NodeMerge.Find(document, path) as ListNode)?.Items.ToList() ?? [];
            foreach (var note in _notes)
                AddNote(notes, note);
            document = NodeMerge.With(document, path, new ListNode(own?.Source ?? _notes[0].Source, own?.Start ?? _notes[0].Start, notes));
        }

        foreach (var (of, profile) in _profiles)
        {
            if (NodeMerge.Find(document, "profiles", of, profile.Key) is { } other)
                Clash($"the profile {profile.Key} of {of}", profile.Value, other);
            else
                document = NodeMerge.With(document, ["profiles", of, profile.Key], profile.Value);
        }

        return document;
    }

    private void AddNote(List<Node> notes, Node note)
    {
        var name = NodeMerge.Find(note, "name") is ScalarNode scalar ? scalar.Text : null;
        if (name is not null && notes.Find(other => NodeMerge.Find(other, "name") is ScalarNode taken && string.Equals(taken.Text, name, StringComparison.Ordinal)) is { } first)
            Clash($"the note {name}", note, first);
        else
            notes.Add(note);
    }

    private void Clash(string what, Node second, Node first) =>
        findings.Error(DiagnosticIds.ImportClash, new Located(second, YamlPath.Root), $"{what} is declared twice; the other one is {new Located(first, YamlPath.Root).Place}", "rename one of them, or leave it out");

    private static bool IsSame(Node one, Node other) =>
        one.Start == other.Start && string.Equals(one.Source.Reference, other.Source.Reference, StringComparison.Ordinal);
}
