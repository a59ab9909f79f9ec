namespace Orkestra.Kubernetes.Readiness;

/// <summary>How far an object is, in the words of kstatus.</summary>
public enum ReadyState
{
    /// <summary>What the object asks for is there.</summary>
    Ready,

    /// <summary>It is on its way.</summary>
    InProgress,

    /// <summary>It will not get there by itself.</summary>
    Failed,

    /// <summary>It is being deleted.</summary>
    Terminating,
}
