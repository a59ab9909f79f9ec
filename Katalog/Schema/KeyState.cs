namespace Orkestra.Katalog.Schema;

/// <summary>What this version does with a key of the language.</summary>
internal enum KeyState
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>Another component acts on it: it loads with a warning.</summary>
    OtherComponent,

    /// <summary>It would change what the cluster gets, and this version does not execute it: it is refused.</summary>
    NotExecuted,

    /// <summary>It is checked and understood, but this version does not execute it, and that would change what the cluster gets: it loads with a warning, and the entry is not run.</summary>
    RefusedAtRun,

    /// <summary>It is checked and understood, but this version does not execute it, and the cluster gets the same objects: it loads with a warning.</summary>
    LeftOut,

    /// <summary>It is checked, and there is nothing that it could change here: it loads with one warning for a file.</summary>
    NoEffect,

    /// <summary>It can never work: it is refused with a reason of its own.</summary>
    Impossible,
}
