using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.External;

/// <summary>What one custom resource asked the outside: at most one question for each call of its entry. An answer serves one complete pass, and those that
/// follow it at once; a good one serves as long as <c>cacheFor</c> says.</summary>
internal sealed class AnswerBook(TimeProvider clock)
{
    /// <summary>How long an answer waits for a pass that is repeated before it counts as old.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Answers that no pass came to use, because the next one asked something else, until that is taken for a mistake.</summary>
    private const int MaxUnused = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Question> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Url, ExternalAnswer Answer)> _known = new(StringComparer.Ordinal);
    private int _pass;
    private int _unused;
    private volatile bool _closed;

    public void BeginPass()
    {
        lock (_lock)
            _pass++;
    }

    /// <summary>The question for this request. A new one is for the caller to start; it takes the place of an older one for the same call.</summary>
    /// <exception cref="ExternalCallException">Every pass asks something else, so none would ever come to its end.</exception>
    public (Question Question, bool IsNew) Find(ExternalRequest request)
    {
        var path = request.Call.Path;
        Question? known;
        Question question;
        lock (_lock)
        {
            if (_questions.TryGetValue(path, out known) && Serves(known, request))
            {
                known.Pass = _pass;
                return (known, false);
            }

            if (known is { Answer: not null, Served: false } && ++_unused > MaxUnused)
                throw new ExternalCallException($"external call {request.Call.Name}: {request}: it asks something else at every pass, such as the time or a random value");
            _questions[path] = question = new Question(_known.TryGetValue(path, out var before) && string.Equals(before.Url, request.Url, StringComparison.Ordinal) ? request with { Known = before.Answer } : request) { Pass = _pass };
        }

        if (known is not null)
            Withdraw(known);
        return (question, !_closed);
    }

    /// <summary>The pass ended.</summary>
    /// <param name="isRepeated">It comes again at once, or did not get to its end: the answers are kept for it.</param>
    public void EndPass(bool isRepeated)
    {
        List<Question> unwanted = [];
        lock (_lock)
        {
            _unused = 0;
            foreach (var (path, question) in _questions)
            {
                Note(path, question);
                if (isRepeated ? IsKeptForRepetition(question) : Keeps(question))
                    continue;
                _questions.Remove(path);
                unwanted.Add(question);
            }
        }

        unwanted.ForEach(Withdraw);
    }

    /// <summary>From now on the custom resource asks only these calls.</summary>
    public void AskOnly(IReadOnlyCollection<string> paths)
    {
        List<Question> unwanted = [];
        lock (_lock)
        {
            foreach (var (path, question) in _questions)
            {
                if (paths.Contains(path, StringComparer.Ordinal))
                    continue;
                _questions.Remove(path);
                unwanted.Add(question);
            }
        }

        unwanted.ForEach(Withdraw);
    }

    /// <summary>The custom resource asks nothing any more.</summary>
    public void Close()
    {
        List<Question> unwanted;
        lock (_lock)
        {
            _closed = true;
            unwanted = [.. _questions.Values];
            _questions.Clear();
            _known.Clear();
        }

        unwanted.ForEach(Withdraw);
    }

    /// <summary>Outside of the lock: what waits for the answer goes on here.</summary>
    private static void Withdraw(Question question) => question.Dispose();

    /// <summary>Code that is slow comes to its end although the question changes all the time: its answer is used once, and then the changed question is asked.</summary>
    private bool Serves(Question known, ExternalRequest request) =>
        (request.Call.OneAtATime && (known.Answer is null || !known.Given))
        || (string.Equals(known.Request.Identity, request.Identity, StringComparison.Ordinal) && IsOfUse(known));

    /// <summary>What this pass was given; an answer with a mark can be asked about again.</summary>
    private void Note(string path, Question question)
    {
        if (question.Pass != _pass || question.Answer is not { } answer)
            return;
        question.Given = true;
        if (answer.ETag is not null && question.Request.Call is { OneAtATime: true } call && call.FaultOf(answer).Length == 0)
            _known[path] = (question.Request.Url, answer);
        else
            _known.Remove(path);
    }

    /// <summary>After a complete pass: what it did not ask for is not wanted any more.</summary>
    private bool Keeps(Question question)
    {
        if (question.Answer is null)
            return false;
        question.Served |= question.Pass == _pass;
        return question.Served && IsFresh(question);
    }

    private bool IsKeptForRepetition(Question question)
    {
        if (question.Answer is null)
            return true;
        question.UseUntil ??= question.AnsweredAt + Kept;
        return clock.GetUtcNow() < question.UseUntil;
    }

    private bool IsOfUse(Question question) => IsFresh(question) || (!question.Served && (question.UseUntil is not { } until || clock.GetUtcNow() < until));

    /// <summary>A failure is never used again: it would hide for so long that things are well.</summary>
    private bool IsFresh(Question question) =>
        question.Answer is { } answer && question.Request.Call.FaultOf(answer).Length == 0 && clock.GetUtcNow() < question.AnsweredAt + question.Request.Call.CacheFor;
}
