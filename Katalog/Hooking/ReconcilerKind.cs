namespace Orkestra.Katalog.Hooking;

/// <summary>How code that reconciles is reached.</summary>
public enum ReconcilerKind
{
    /// <summary><c>hooks</c>: a C# hook next to the declared children.</summary>
    Hooks,

    /// <summary><c>constructor</c>: a C# hook that is a whole reconciler.</summary>
    Constructor,

    /// <summary><c>remote</c>: a reconciler behind HTTP.</summary>
    Remote,
}
