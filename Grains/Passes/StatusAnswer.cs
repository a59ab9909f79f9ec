namespace Orkestra.Grains.Passes;

/// <summary>How the status of a custom resource came out of a pass.</summary>
internal enum StatusAnswer
{
    /// <summary>It says what it should, and nothing that the entry reads is new.</summary>
    Same,

    /// <summary>A status field that the entry reads changed: the key must run once more.</summary>
    InputChanged,

    /// <summary>The server has another version of the object, or refused for a conflict of its own making: it is written in a later pass.</summary>
    Conflict,
}
