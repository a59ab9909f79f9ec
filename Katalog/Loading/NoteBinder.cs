using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles the notes of a Katalog into functions.</summary>
internal static class NoteBinder
{
    public static FunctionTable Bind(Located document, Findings findings)
    {
        var notes = document.At("notes") is not { } given ? [] : (given.At("functions") ?? given).Items().Where(item => item.Node is MapNode).ToList();
        var sources = new List<NoteSource>();
        var places = new List<Located>();
        foreach (var note in notes)
        {
            if (note.At("name")?.Text is not { } name || note.At("expression")?.Text is not { } expression)
                continue;
            sources.Add(new NoteSource(name, note.At("description")?.Text, expression));
            places.Add(note);
        }

        if (sources.Count == 0)
            return FunctionTable.Standard;

        var compilation = FunctionTable.Standard.WithNotes(sources);
        foreach (var error in compilation.Errors)
            findings.Error(error.Id, PlaceOf(places[error.NoteIndex], error), error.Message, error.Mend);
        return compilation.Functions;
    }

    private static SourcePlace PlaceOf(Located note, NoteError error)
    {
        if (error.Place is not { } inside)
            return note.At("name")?.Place ?? note.Place;
        return note.At("expression") is { Node: ScalarNode scalar } expression ? expression.PlaceOf(ScalarPlaces.Of(scalar, inside.Offset)) : note.Place;
    }
}
