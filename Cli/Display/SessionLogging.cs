using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Orkestra.Cli.Display;

/// <summary>Where the logs of a session go: single lines on standard error, or the foot of the live table.</summary>
internal static class SessionLogging
{
    public static ILoggerFactory Create(LogLevel level, TimeProvider clock, RecentLogs? recent) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (recent is not null)
        {
            logging.AddProvider(recent);
            return;
        }

        logging.Services.AddSingleton(clock);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
