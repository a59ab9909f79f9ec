namespace Orkestra.Katalog.Schema;

/// <summary>What this version does with a key of the language.</summary>
internal enum KeyState
{
    /// <summary>It is read, or it is only there for people.</summary>
    Read,

    /// <summary>Another component acts on it: it loads with a warning.</summary>
    OtherComponent,

    /// <summary>It would change what the cluster gets, and this version does not execute it: it is refused.</summary>
    NotExecuted,
}
