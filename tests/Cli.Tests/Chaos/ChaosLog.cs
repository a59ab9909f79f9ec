using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>The last lines that the observers logged, for the report of a failure.</summary>
internal sealed class ChaosLog(TimeProvider clock) : ILoggerProvider, ILogger
{
    private const int Kept = 60;

    private readonly ConcurrentQueue<string> _lines = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():u} {logLevel} {formatter(state, exception)} {exception?.Message}"));
        while (_lines.Count > Kept)
            _lines.TryDequeue(out _);
    }

    public override string ToString() => string.Join('\n', _lines);

    public void Dispose()
    {
    }
}
