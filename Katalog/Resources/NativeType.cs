namespace Orkestra.Katalog.Resources;

/// <summary>What a field of a Kubernetes object holds, where a short form hands it on as it is.</summary>
internal enum NativeType
{
    /// <summary>Any value; templates anywhere in it.</summary>
    Any,

    /// <summary>A text, also where a number is written.</summary>
    Text,

    /// <summary>A whole number, also where it is written as a text.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A map of texts: quantities, parameters.</summary>
    TextMap,

    /// <summary>A whole number or a text: ports and percentages.</summary>
    WholeOrText,
}
