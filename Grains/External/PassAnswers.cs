using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.External;

/// <summary>The answers that one pass is given.</summary>
internal sealed class PassAnswers(Outside outside, AnswerBook book, BoxContext box, string ownerHash) : IExternalAnswers
{
    private readonly Dictionary<string, ExternalAnswer> _given = new(StringComparer.Ordinal);

    public ExternalAnswer Ask(ExternalRequest request)
    {
        var (question, isNew) = book.Find(request);
        if (isNew)
            outside.Start(question, box, ownerHash);
        if (question.Answer is not { } answer)
            throw new ExternalPendingException($"waiting for {request.Call.Name}: {request}");
        return _given[request.Call.Path] = answer;
    }

    public ExternalAnswer? Find(string path) => _given.GetValueOrDefault(path);

    /// <summary>The pass ended so.</summary>
    public void End(PassOutcome outcome)
    {
        if (!outcome.IsAsking)
            book.EndPass(outcome.RunAgain || outcome.Result is PassResult.Unreachable or PassResult.Waiting);
    }
}
