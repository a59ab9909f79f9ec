using Orkestra.Katalog.Observation;

namespace Orkestra.Grains.External;

/// <summary>What one custom resource asked the outside: at most one question for each call of its entry. An answer serves one complete pass, and those that
/// follow it at once; a good one serves as long as <c>cacheFor</c> says.</summary>
internal sealed class AnswerBook(TimeProvider clock)
{
    /// <summary>How long an answer waits for a pass that is repeated before it counts as old.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Question> _questions = new(StringComparer.Ordinal);
    private int _pass;
    private volatile bool _closed;

    public void BeginPass()
    {
        lock (_lock)
            _pass++;
    }

    /// <summary>The question for this request. A new one is for the caller to start; it takes the place of an older one for the same call.</summary>
    public (Question Question, bool IsNew) Find(ExternalRequest request)
    {
        var path = request.Call.Path;
        Question? known;
        Question question;
        lock (_lock)
        {
            if (_questions.TryGetValue(path, out known) && string.Equals(known.Request.Identity, request.Identity, StringComparison.Ordinal) && (!known.Served || IsFresh(known)))
            {
                known.Pass = _pass;
                return (known, false);
            }

            _questions[path] = question = new Question(request) { Pass = _pass };
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
            foreach (var (path, question) in _questions)
            {
                if (isRepeated ? question.Answer is null || clock.GetUtcNow() < question.AnsweredAt + Kept : Keeps(question))
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
        }

        unwanted.ForEach(Withdraw);
    }

    /// <summary>Outside of the lock: what waits for the answer goes on here.</summary>
    private static void Withdraw(Question question) => question.Dispose();

    /// <summary>After a complete pass: what it did not ask for is not wanted any more.</summary>
    private bool Keeps(Question question)
    {
        if (question.Answer is null)
            return false;
        question.Served |= question.Pass == _pass;
        return question.Served && IsFresh(question);
    }

    /// <summary>A failure is never used again: it would hide for so long that things are well.</summary>
    private bool IsFresh(Question question) =>
        question.Answer is { } answer && question.Request.Call.FaultOf(answer).Length == 0 && clock.GetUtcNow() < question.AnsweredAt + question.Request.Call.CacheFor;
}
