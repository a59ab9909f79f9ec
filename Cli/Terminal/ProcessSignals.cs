using System.Globalization;
using System.Runtime.InteropServices;

namespace Orkestra.Cli.Terminal;

/// <summary>Turns the first SIGINT, SIGTERM or SIGHUP into a <see cref="StopRequest"/>. The second SIGINT ends the process at once, as without this.
/// Without a terminal nobody hangs up: then SIGHUP asks to read the definitions again, where a command listens.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public ProcessSignals()
    {
        Register(PosixSignal.SIGINT, StopReason.Interrupt);
        Register(PosixSignal.SIGTERM, StopReason.Terminate);
        var isIgnored = IsHangupIgnored();
        if (Console.IsInputRedirected)
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Hangup(context, isIgnored)));
        else if (!isIgnored)
            Register(PosixSignal.SIGHUP, StopReason.Terminate);
    }

    public StopRequest Request { get; } = new();

    public ReloadRequest Reload { get; } = new();

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        Request.Dispose();
    }

    /// <summary>Whether the process was started with nohup: then the end of its terminal is none of its business.</summary>
    private static bool IsHangupIgnored()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return false;
        var mask = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return mask is not null && ulong.TryParse(mask.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ignored) && (ignored & 1) == 1;
    }

    private void Hangup(PosixSignalContext context, bool isIgnored)
    {
        context.Cancel = true;
        if (!Reload.Ask() && !isIgnored)
            Request.Ask(StopReason.Terminate);
    }

    private void Register(PosixSignal signal, StopReason reason) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Request.Ask(reason) || reason == StopReason.Terminate));
}
