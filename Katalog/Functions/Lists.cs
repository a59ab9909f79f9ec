using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Makes and reads lists. Elements that belong to another document are copied.</summary>
internal static class Lists
{
    public static JsonArray Of(IEnumerable<string> texts, Evaluation evaluation)
    {
        var list = new JsonArray();
        foreach (var text in texts)
        {
            evaluation.ChargeSteps(list.Count % 8 == 0 ? 1 : 0);
            list.Add((JsonNode)JsonValue.Create(text));
        }

        return list;
    }

    public static IEnumerable<object?> Items(object? value) => value is JsonArray list ? list.Select(static item => TemplateValue.Normalize(item)) : [];

    /// <summary>The texts of a list of maps at a path, without the empty ones.</summary>
    public static IEnumerable<string> TextsAt(object? list, params string[] path) =>
        Items(list).Select(item => Fields.Find(item, path)).OfType<string>().Where(static text => text.Length > 0);

    public static string Joined(IEnumerable<string> texts) => string.Join(", ", texts);
}
