namespace Orkestra.Cli.Terminal;

/// <summary>Why a command is asked to end.</summary>
internal enum StopReason
{
    None,

    /// <summary>Ctrl-C: the user broke the command off.</summary>
    Interrupt,

    /// <summary>SIGTERM: whoever runs the process wants it to end in good order.</summary>
    Terminate,
}
