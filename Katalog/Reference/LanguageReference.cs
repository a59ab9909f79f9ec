using System.Text.Json.Nodes;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Reference;

/// <summary>The documentation of the language, from the same table that files are checked against.</summary>
public static class LanguageReference
{
    private static readonly (string Kind, BlockSchema Document)[] Documents =
    [
        ("Katalog", KatalogLanguage.Document),
        ("Komposer", KatalogLanguage.Komposer),
        ("Motif", MotifLanguage.Document),
        ("Simulate", SimulateLanguage.Document),
        ("E2E", E2ELanguage.Document),
    ];

    /// <summary>The kinds of files that are documented.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Documents.Select(document => document.Kind)];

    /// <summary>The key at a path such as <c>spec.crds.operatorBox.reconcile.onReconcile.deployments.image</c>; positions and names that authors choose may be left out.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="path">Keys with dots between; empty: the whole document.</param>
    /// <returns>The key with those below it, one level; null with the part of the path that is wrong.</returns>
    public static (KeyDocumentation? Key, string Wrong, IReadOnlyList<string> Possible) Explain(string kind, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var document = DocumentOf(kind);
        var key = new KeySchema(kind, Shape.Block(document), Documentation: "");
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out _))
                continue;
            var below = KeysOf(key.Shape);
            if (below.FirstOrDefault(each => string.Equals(each.Name, step, StringComparison.Ordinal)) is { } next)
                key = next;
            else if (!HasNames(key.Shape))
                return (null, step, [.. below.Select(each => each.Name).Order(StringComparer.Ordinal)]);
        }

        return (Of(key, KeysOf(key.Shape)), "", []);
    }

    /// <summary>A JSON Schema (2020-12) of a kind of file, for editors.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static JsonObject JsonSchema(string kind) => new JsonSchemaWriter().Write(kind, DocumentOf(kind));

    private static BlockSchema DocumentOf(string kind)
    {
        foreach (var (name, document) in Documents)
        {
            if (string.Equals(name, kind, StringComparison.Ordinal))
                return document;
        }

        throw new ArgumentException($"There is no documentation of {kind}.", nameof(kind));
    }

    /// <summary>The keys of every block that the value can be, each once.</summary>
    private static IReadOnlyList<KeySchema> KeysOf(Shape shape) => [.. Blocks(shape).SelectMany(block => block.Keys).DistinctBy(key => key.Name, StringComparer.Ordinal)];

    private static IEnumerable<BlockSchema> Blocks(Shape shape)
    {
        var facts = shape.Facts;
        if (facts.Block is { } block)
            yield return block;
        foreach (var inner in new[] { facts.Items, facts.Values }.OfType<Shape>().Concat(facts.Options))
        {
            foreach (var one in Blocks(inner))
                yield return one;
        }
    }

    /// <summary>Whether keys below are names that the author chooses.</summary>
    private static bool HasNames(Shape shape) => shape.Facts is var facts && (facts.Values is not null || facts.Options.Any(HasNames) || (facts.Items is { } items && HasNames(items)));

    private static KeyDocumentation Of(KeySchema key, IReadOnlyList<KeySchema> below) => new(
        key.Name,
        TypeOf(key.Shape),
        key.Documentation,
        key.IsRequired,
        RemarkOf(key),
        [.. below.OrderBy(each => each.Name, StringComparer.Ordinal).Select(each => Of(each, []))]);

    private static string RemarkOf(KeySchema key) => key.State switch
    {
        KeyState.OtherComponent => "another component reads it",
        KeyState.NotExecuted => "this version does not execute it and refuses it",
        KeyState.RefusedAtRun => "this version checks it, and does not run what has it",
        KeyState.LeftOut => "this version checks it and leaves it out",
        KeyState.NoEffect => "it changes nothing here",
        KeyState.Impossible => key.Refusal is { } refusal ? $"{refusal.Message}: {refusal.Mend}" : "it is refused",
        _ => "",
    };

    private static string TypeOf(Shape shape)
    {
        var facts = shape.Facts;
        var type = facts switch
        {
            { Items: { } items } => $"list of {TypeOf(items)}",
            { Values: { } values } => $"names with {TypeOf(values)}",
            { Options.Count: > 0 } => string.Join(" or ", facts.Options.Select(TypeOf).Distinct(StringComparer.Ordinal)),
            { Allowed.Count: > 0 } => string.Join(" | ", facts.Allowed.Where(value => value.Length > 0)),
            _ => facts.Type,
        };
        return facts.AllowsTemplate ? $"{type} or template" : type;
    }
}
