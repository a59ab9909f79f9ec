using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.External;

/// <summary>The answers that one pass is given.</summary>
internal sealed class PassAnswers(Outside outside, AnswerBook book, BoxContext box, string ownerHash) : IExternalAnswers
{
    private readonly Dictionary<string, (string Identity, ExternalAnswer Answer)> _given = new(StringComparer.Ordinal);

    private bool _isSpent;

    /// <summary>An answer was used whose question changed meanwhile: the pass runs again.</summary>
    public bool IsOld { get; private set; }

    /// <summary>The first answer to a question is the answer of the whole pass, however old it becomes meanwhile.</summary>
    public ExternalAnswer Ask(ExternalRequest request)
    {
        if (_given.TryGetValue(request.Call.Path, out var given) && string.Equals(given.Identity, request.Identity, StringComparison.Ordinal))
            return given.Answer;
        var (question, isNew) = book.Find(request);
        IsOld |= !string.Equals(question.Request.Identity, request.Identity, StringComparison.Ordinal);
        if (isNew)
            outside.Start(question, box, ownerHash);
        if (question.Answer is not { } answer)
            throw new ExternalPendingException($"waiting for {request.Call.Name}: {request}");
        _given[request.Call.Path] = (request.Identity, answer);
        return answer;
    }

    public ExternalAnswer? Find(string path) => _given.GetValueOrDefault(path).Answer;

    /// <summary>Whatever comes of the pass, its answers serve no other one.</summary>
    public void Spend() => _isSpent = true;

    /// <summary>The pass ended so.</summary>
    public void End(PassOutcome outcome)
    {
        if (!outcome.IsAsking)
            book.EndPass(!_isSpent && (outcome.RunAgain || outcome.Result is PassResult.Unreachable or PassResult.Waiting));
    }
}
