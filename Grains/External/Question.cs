using Orkestra.Katalog.Observation;

namespace Orkestra.Grains.External;

/// <summary>One request of one custom resource, on its way or answered.</summary>
internal sealed class Question(ExternalRequest request) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Answered? _answered;

    public ExternalRequest Request { get; } = request;

    /// <summary>Ends when nobody wants the answer any more.</summary>
    public CancellationToken Unwanted => _stop.Token;

    /// <summary>The answer; null while it is on its way.</summary>
    public ExternalAnswer? Answer => Volatile.Read(ref _answered)?.Answer;

    /// <summary>When it was answered. Only where it was.</summary>
    public DateTimeOffset AnsweredAt => _answered!.At;

    /// <summary>The last pass that asked for it, by its number.</summary>
    public int Pass { get; set; }

    /// <summary>Until when a pass that is repeated may use the answer; null: none was.</summary>
    public DateTimeOffset? UseUntil { get; set; }

    /// <summary>A pass that ended was given the answer.</summary>
    public bool Given { get; set; }

    /// <summary>A complete pass was given the answer: from now on only <c>cacheFor</c> keeps it.</summary>
    public bool Served { get; set; }

    public void Take(ExternalAnswer answer, DateTimeOffset at) => Volatile.Write(ref _answered, new Answered(answer, at));

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private sealed record Answered(ExternalAnswer Answer, DateTimeOffset At);
}
