using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>The log of the observer under test: its last lines, for steps that read it and for failures.</summary>
/// <param name="clock">When a line was written.</param>
internal sealed class OperatorLog(TimeProvider clock) : TextWriter, ILoggerProvider
{
    private const int Kept = 5000;
    private const int MaxLength = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, string Line)> _lines = new();

    public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

    /// <summary>The lines since a time, the last ones of them, oldest first.</summary>
    public IReadOnlyList<string> Lines(DateTimeOffset since, int last)
    {
        lock (_gate)
            return [.. _lines.Where(line => line.At >= since).Select(line => line.Line).TakeLast(last)];
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public override void WriteLine(string? value) => Keep(value ?? "");

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Keep(buffer.ToString());
        return Task.CompletedTask;
    }

    private DateTimeOffset Now() => clock.GetLocalNow();

    private void Keep(string line)
    {
        var one = line.ReplaceLineEndings(" ");
        lock (_gate)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue((clock.GetUtcNow(), one.Length > MaxLength ? one[..MaxLength] : one));
        }
    }

    private sealed class Logger(OperatorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var time = log.Now().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            log.Keep($"{time} {logLevel.ToString().ToLowerInvariant()} {category}: {formatter(state, exception)}{(exception is null ? "" : $": {exception.Message}")}");
        }
    }
}
