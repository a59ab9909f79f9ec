using System.Runtime.InteropServices;

namespace Orkestra.Cli.Terminal;

/// <summary>Turns the first SIGINT or SIGTERM into a <see cref="StopRequest"/>. The second SIGINT ends the process at once, as without this.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public ProcessSignals()
    {
        Register(PosixSignal.SIGINT, StopReason.Interrupt);
        Register(PosixSignal.SIGTERM, StopReason.Terminate);
    }

    public StopRequest Request { get; } = new();

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        Request.Dispose();
    }

    private void Register(PosixSignal signal, StopReason reason) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Request.Ask(reason) || reason == StopReason.Terminate));
}
