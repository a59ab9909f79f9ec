using System.Collections.Immutable;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>Fields that templates and conditions read, and that the API server never gives: the schema of the CRD does not have them. What <c>normalize</c> and
/// mutation rules put into the custom resource is there nevertheless.</summary>
/// <param name="schema">The fields that there are.</param>
/// <param name="type">Whose fields they are: kind and version.</param>
/// <param name="kind">The kind.</param>
/// <param name="made">Paths that are there although the schema may not have them.</param>
/// <param name="functions">With the notes of the file.</param>
/// <param name="findings">What is wrong.</param>
internal sealed class UnknownFieldCheck(ResourceSchema schema, string type, string kind, IReadOnlyList<IReadOnlyList<string>> made, FunctionTable functions, Findings findings)
{
    private const int MostMade = 1000;

    /// <summary>More than anybody writes by hand; a hostile file must not hold the loader up.</summary>
    private const int MostReads = 100_000;

    private static readonly string[] Roots = ["spec", "status", "metadata"];

    private readonly IReadOnlyList<TemplateFunction> _notes = [.. functions.Functions.Where(function => !function.OwnReads.Fields.IsEmpty)];

    /// <summary>For the templates and conditions of an entry.</summary>
    public static UnknownFieldCheck Of(CrdEntry entry, ResourceSchema schema, FunctionTable functions, Findings findings) => new(
        schema,
        $"{entry.Types.Kind} {entry.Types.Version}",
        entry.Types.Kind,
        [
            .. entry.Normalize.Fields.Select(IReadOnlyList<string> (field) => ["spec", .. field.Path]),
            .. entry.Admission.Mutation.Select(rule => rule.Field),
        ],
        functions,
        findings);

    public void CheckReads(IEnumerable<WrittenRead> reads)
    {
        if (made.Count > MostMade)
            return;
        var left = MostReads;
        foreach (var (at, all) in reads.Select(read => (read.At, read.Reads)))
        {
            left -= all.Fields.Length;
            if (findings.IsFull || left < 0)
                return;
            foreach (var path in all.Fields.Select(field => field.Path).Where(path => path.Length > 1 && Roots.Contains(path[0], StringComparer.Ordinal)))
                CheckRead(at, path);
        }
    }

    /// <summary>What is written to the status and not in its schema is dropped by the API server.</summary>
    public void CheckStatus(Located? status)
    {
        if (status?.At("fields") is not { } fields)
            return;
        foreach (var at in fields.Items().Select(item => item.At("path")).OfType<Located>())
        {
            if (at.Text is not { } text || schema.Find(["status", .. text.Split('.')]) is not { IsMissing: true } lookup)
                continue;
            if (lookup.Missing == 0)
            {
                findings.Warning(DiagnosticIds.UnknownField, at.Place, $"status.{text} is written, and the CRD of {type} keeps no status", "add status to the schema of the CRD, and the status subresource");
                return;
            }

            Report(at, at.Place, ["status", .. text.Split('.')], lookup, "is written");
        }
    }

    /// <summary>False where the field, or a part of the path to it, is not there, which has been reported.</summary>
    public bool CheckWrite(Located at, SourcePlace place, IReadOnlyList<string> path)
    {
        var lookup = schema.Find(path);
        if (lookup.IsMissing)
            Report(at, place, path, lookup, "is written");
        return !lookup.IsMissing;
    }

    private void CheckRead(Located at, ImmutableArray<string> path)
    {
        var lookup = schema.Find(path);
        if (lookup.IsMissing && !IsOurs(path) && !made.Any(each => IsSameLine(each, path)) && PlaceOf(at, path, lookup.Missing) is { } place)
            Report(at, place, path, lookup, "is read");
    }

    private void Report(Located at, SourcePlace place, IReadOnlyList<string> path, FieldLookup lookup, string what)
    {
        var missing = string.Join('.', path.Take(lookup.Missing + 1));
        var parent = lookup.Missing == 0 ? kind : string.Join('.', path.Take(lookup.Missing));
        var mend = NearestName.Of(path[lookup.Missing], lookup.Names) is { } near ? $"did you mean {(lookup.Missing == 0 ? "" : parent + ".")}{near}?"
            : lookup.Names.Count > 0 ? $"{parent} has {string.Join(", ", lookup.Names.Order(StringComparer.Ordinal).Take(12))}; or add the field to the CRD" : "add the field to the CRD, or leave it out";
        findings.Warning(DiagnosticIds.UnknownField, place with { YamlPath = at.Path.ToString() }, $"{missing} {what}, and the CRD of {type} has no such field", mend);
    }

    /// <summary>What every pass writes besides the declared fields, where the status is kept at all.</summary>
    private static bool IsOurs(ImmutableArray<string> path) => path is ["status", "conditions" or "observedGeneration", ..];

    private static bool IsSameLine(IReadOnlyList<string> made, ImmutableArray<string> path) =>
        made.Take(path.Length).SequenceEqual(path.Take(made.Count), StringComparer.Ordinal);

    /// <summary>The step that is wrong, or the note that reads it. Null where neither is written: functions look for parts that a value may have or not.</summary>
    private SourcePlace? PlaceOf(Located at, ImmutableArray<string> path, int missing)
    {
        if (at.Node is not ScalarNode scalar)
            return null;
        var before = string.Concat(path.Take(missing).Select(step => step + "."));
        var found = IndexOfName(scalar.Text, before + path[missing]);
        var offset = found >= 0 ? found + before.Length : IndexOfName(scalar.Text, path[missing]);
        if (offset < 0)
            offset = _notes.Where(note => note.OwnReads.Fields.Any(field => field.Path.SequenceEqual(path, StringComparer.Ordinal))).Select(note => IndexOfName(scalar.Text, note.Name)).DefaultIfEmpty(-1).Max();
        return offset < 0 ? null : at.PlaceOf(ScalarPlaces.Of(scalar, offset));
    }

    /// <summary>The name as a whole one, not as the beginning of a longer one.</summary>
    private static int IndexOfName(string text, string name)
    {
        for (var from = 0; from < text.Length; from++)
        {
            from = text.IndexOf(name, from, StringComparison.Ordinal);
            if (from < 0)
                return -1;
            var end = from + name.Length;
            if ((from == 0 || !IsLetter(text[from - 1])) && (end == text.Length || !IsLetter(text[end])))
                return from;
        }

        return -1;
    }

    private static bool IsLetter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
