namespace Orkestra.Katalog.Schema;

/// <summary>How keys of one block depend on each other.</summary>
internal enum KeyRuleKind
{
    /// <summary>The key and the others are two ways to say one thing.</summary>
    Excludes,

    /// <summary>The key means nothing without one of the others.</summary>
    Needs,

    /// <summary>The key or one of the others must be there.</summary>
    OneOf,
}
