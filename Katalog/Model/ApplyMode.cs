namespace Orkestra.Katalog.Model;

/// <summary>What happens to a child that exists already.</summary>
public enum ApplyMode
{
    /// <summary>Made when absent, never updated: <c>onCreate</c> without <c>reconcile: true</c>, <c>onReconcile</c> with <c>reconcile: false</c>.</summary>
    CreateOnce,

    /// <summary>Kept as declared: <c>onReconcile</c>, and <c>onCreate</c> with <c>reconcile: true</c>.</summary>
    Apply,
}
