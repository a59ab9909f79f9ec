using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.Display;

/// <summary>Keeps the last log lines for the foot of the live table, where a line on the terminal would break the picture.</summary>
internal sealed class RecentLogs : ILoggerProvider
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
        // Nothing is held open.
    }

    private void Keep(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    private sealed class Logger(RecentLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            logs.Keep(exception is null ? text : $"{text}: {exception.Message}");
        }
    }
}
