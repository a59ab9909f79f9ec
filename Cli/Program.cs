using Orkestra.Cli.Commands;
using Orkestra.Cli.Terminal;

using var signals = new ProcessSignals();
return await OrkCommandLine.RunAsync(args, CliEnvironment.OfProcess(signals.Request, signals.Reload)).ConfigureAwait(false);
