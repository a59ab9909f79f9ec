using System.Collections.Immutable;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Syntax;

namespace Orkestra.Katalog.Functions;

/// <summary>Turns notes into functions without arguments. A note is compiled after those that it uses, so a note cannot use itself.</summary>
internal sealed class NoteCompiler(FunctionTable standard, IReadOnlyList<NoteSource> notes)
{
    private const string Domain = "notes";

    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TemplateFunction?> _compiled = [];
    private readonly List<int> _compiling = [];
    private readonly ImmutableArray<NoteError>.Builder _errors = ImmutableArray.CreateBuilder<NoteError>();

    public NoteCompilation Compile()
    {
        for (var i = 0; i < notes.Count; i++)
            Register(i);
        foreach (var index in _indexes.Values.Order().ToList())
            _ = Compiled(index);
        return new NoteCompilation(standard.With(_compiled.Values.OfType<TemplateFunction>()), [.. _errors.OrderBy(static error => error.NoteIndex)]);
    }

    private void Register(int index)
    {
        var name = notes[index].Name;
        if (!IsName(name))
            Report(index, $"\"{name}\" cannot be called: a note's name has letters, digits and _ only", "rename it, for example " + Callable(name));
        else if (standard.Find(name) is not null)
            Report(index, $"a note cannot be called {name}: the language has a function of this name", "give the note another name");
        else if (!_indexes.TryAdd(name, index))
            Report(index, $"a second note is called {name}", "give one of them another name");
    }

    private TemplateFunction? Compiled(int index)
    {
        if (_compiled.TryGetValue(index, out var done))
            return done;
        if (_compiling.Contains(index))
        {
            var cycle = _compiling.SkipWhile(other => other != index).Append(index).Select(other => notes[other].Name);
            Report(index, $"notes use each other in a circle: {string.Join(" → ", cycle)}", "take one of them out of the circle");
            return null;
        }

        if (_compiling.Count >= TemplateLimits.Default.Depth)
        {
            Report(index, $"notes use each other deeper than {TemplateLimits.Default.Depth}", "put some of them together");
            return null;
        }

        _compiling.Add(index);
        var function = Parse(index);
        _compiling.RemoveAt(_compiling.Count - 1);
        _compiled[index] = function;
        return function;
    }

    private TemplateFunction? Parse(int index)
    {
        try
        {
            var used = new List<TemplateFunction>();
            foreach (var other in Used(notes[index].Expression))
            {
                if (Compiled(other) is not { } function)
                    return null;
                used.Add(function);
            }

            return Function(notes[index], Template.Parse(notes[index].Expression, standard.With(used)));
        }
        catch (TemplateSyntaxException failure)
        {
            _errors.Add(new NoteError(index, failure.Id, failure.Message, failure.Mend, failure.Place));
            return null;
        }
    }

    /// <summary>The notes that an expression names.</summary>
    private List<int> Used(string expression) => [.. Lexer.Tokenize(expression)
        .Where(token => token.Kind == TokenKind.Identifier && _indexes.ContainsKey(token.Text))
        .Select(token => _indexes[token.Text]).Distinct()];

    private static TemplateFunction Function(NoteSource note, Template template) =>
        new(note.Name, Domain, note.Name + " → any", note.Description ?? string.Empty, $"{{{{ {note.Name} }}}}", (_, evaluation) => Run(template, evaluation))
        {
            ReadsTime = template.Reads.ReadsTime,
            IsRandom = template.Reads.IsRandom,
            RunsWithTime = template.Reads.RunsWithTime,
            OwnReads = template.Reads,
        };

    private static object? Run(Template template, Evaluation evaluation)
    {
        var (at, calling) = (evaluation.At, evaluation.Calling);
        evaluation.Enter();
        try
        {
            return template.Evaluate(evaluation);
        }
        catch (EvaluationException failure)
        {
            throw new FunctionException(failure.Message);
        }
        catch (FunctionException failure)
        {
            throw new FunctionException($"error calling {evaluation.Calling}: {failure.Message}");
        }
        finally
        {
            evaluation.Leave();
            (evaluation.At, evaluation.Calling) = (at, calling);
        }
    }

    private void Report(int index, string message, string mend) => _errors.Add(new NoteError(index, TemplateDiagnostics.Note, message, mend, Place: null));

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c));

    private static string Callable(string name)
    {
        var kept = string.Concat(name.Where(static c => c == '_' || char.IsAsciiLetterOrDigit(c)));
        return IsName(kept) ? kept : "myNote";
    }
}
