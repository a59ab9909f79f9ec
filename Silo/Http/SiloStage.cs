namespace Orkestra.Silo.Http;

/// <summary>How far the process is, for the probes.</summary>
public enum SiloStage
{
    /// <summary>The boxes are being started.</summary>
    Starting,

    /// <summary>Every box was started.</summary>
    Running,

    /// <summary>Running passes end; nothing new begins.</summary>
    Stopping,
}
