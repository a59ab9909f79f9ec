using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd.Queries;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>Reads the steps of an E2E file, and says what in their queries and comparisons can never work.</summary>
/// <param name="findings">Hears it.</param>
/// <param name="conditions">Compiles <c>when</c> and <c>or</c>.</param>
internal sealed class StepBinder(Findings findings, ConditionBinder conditions)
{
    private static readonly string[] Queries = ["field", "jq", "yq"];

    public IReadOnlyList<E2EStep> Bind(Located? list) => [.. Maps(list).Select(Step)];

    public E2EDiagnosis Diagnosis(Located? at) => at is { } given ? new E2EDiagnosis(Kubectl(given.At("kubectl")), [.. Maps(given.At("commands")).Select(Command)]) : E2EDiagnosis.None;

    private E2EStep Step(Located at) => new()
    {
        Name = at.At("name")?.Text ?? "",
        Place = at.Place,
        AfterDeletion = at.At("after")?.Text is "cr-deleted",
        Timeout = at.At("timeout")?.Duration ?? TimeSpan.FromSeconds(60),
        Wait = at.At("wait")?.Duration ?? TimeSpan.Zero,
        Conditions = conditions.Bind(at),
        Resources = [.. Maps(at.At("resources")).Select(Object)],
        Commands = [.. Maps(at.At("commands")).Select(Command)],
        Kubectl = Kubectl(at.At("kubectl")),
        OnFailure = Diagnosis(at.At("onFailure")),
    };

    private static ExpectedObject Object(Located at) => new(
        at.At("kind")?.Text ?? "",
        at.At("name")?.Text,
        at.At("namespace")?.Text,
        at.At("ready")?.Flag ?? false,
        (int?)at.At("count")?.Whole,
        at.Place);

    private E2ECommand Command(Located at) => new(at.At("run")?.Text ?? "", (int)(at.At("exitCode")?.Whole ?? 0), Assertions(at), at.Place);

    private IReadOnlyList<KubectlAction> Kubectl(Located? at) => [.. E2ELanguage.KubectlVerbs.SelectMany(verb => (at?.At(verb)?.Items() ?? []).Select(item => Action(verb, item)))];

    private KubectlAction Action(string verb, Located at)
    {
        var arguments = NodeJson.Of(at.Node) as JsonObject ?? new JsonObject { ["file"] = at.Text };
        // What is applied or deleted compares nothing: an object can have keys of these names.
        var assertions = verb is "apply" or "delete" ? [] : Assertions(at);
        foreach (var assertion in assertions)
            arguments.Remove(assertion.Operator);
        return new KubectlAction(verb, arguments, assertions, at.Place) { Query = verb is "apply" ? null : Query(at) };
    }

    private AnswerQuery? Query(Located at)
    {
        AnswerQuery? query = null;
        foreach (var language in Queries)
        {
            if (at.At(language) is not { Text: { } text } written)
                continue;
            if (query is not null)
                findings.Error(DiagnosticIds.BadQuery, written, $"{query.Language} and {language} each pick a value", "keep one of them");
            else if (AnswerQuery.Parse(language, text, out var error) is { } compiled)
                query = compiled;
            else
                findings.Error(DiagnosticIds.BadQuery, written, $"{language} cannot be read: {error}", language is "field" ? "write a JSONPath such as .status.phase" : "write a path such as .status.phase, or run the program itself under commands");
        }

        return query;
    }

    private List<Assertion> Assertions(Located at)
    {
        var all = new List<Assertion>();
        foreach (var name in E2ELanguage.Assertions)
        {
            if (at.At(name) is not { } value)
                continue;
            var assertion = new Assertion(name, value.Node is ListNode ? [.. value.Items().Select(static item => item.Text ?? "")] : [value.Text ?? ""]);
            if (assertion.Problem() is { } problem)
                findings.Error(DiagnosticIds.BadAssertion, value, $"{name} can never be decided: {problem}", "correct the value");
            all.Add(assertion);
        }

        return all;
    }

    private static IEnumerable<Located> Maps(Located? list) => list?.Items().Where(static item => item.Node is MapNode) ?? [];
}
