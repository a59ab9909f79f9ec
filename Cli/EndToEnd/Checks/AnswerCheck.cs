using System.Text.Json.Nodes;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.EndToEnd.Queries;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>Compares an answer with assertions.</summary>
internal static class AnswerCheck
{
    private const int MaxShown = 600;

    /// <param name="what">What was asked, for people.</param>
    /// <param name="assertions">What must be true of it.</param>
    /// <param name="answer">What was answered; null: nothing is there.</param>
    /// <param name="otherwise">Whether it is as expected where nothing is compared.</param>
    /// <param name="told">What is told in place of the answer; null: the answer.</param>
    public static Look Compare(string what, IReadOnlyList<Assertion> assertions, string? answer, bool otherwise, string? told = null)
    {
        var failed = assertions.Where(assertion => !assertion.Holds(answer)).ToList();
        var expected = assertions.Count == 0 ? what : $"{what} {string.Join(" and ", failed.Count > 0 ? failed : assertions)}";
        return new Look(assertions.Count == 0 ? otherwise : failed.Count == 0, expected, answer is null ? "nothing" : Shown(told ?? answer)) { Answer = answer is null ? null : told ?? answer };
    }

    /// <summary>The same for what a query picks out of the answer.</summary>
    public static Look Compare(string what, KubectlAction action, JsonNode? answer, string? told = null)
    {
        var query = action.Query!;
        var asked = $"{what} {query.Language} {query.Text}";
        try
        {
            var picked = query.Read(answer);
            return Compare(asked, action.Assertions, picked, otherwise: picked is not null, told);
        }
        catch (QueryException wrong)
        {
            return new Look(Holds: false, asked, told ?? wrong.Message);
        }
    }

    private static string Shown(string answer)
    {
        var text = answer.Trim();
        return text.Length == 0 ? "an empty answer" : text.Length > MaxShown ? $"{text[..MaxShown]}…" : text;
    }
}
