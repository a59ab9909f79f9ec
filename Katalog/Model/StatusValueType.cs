namespace Orkestra.Katalog.Model;

/// <summary>How the value of a status field is read.</summary>
internal enum StatusValueType
{
    /// <summary>A number or truth value where the text is one, else a text.</summary>
    Auto,
    Text,
    Whole,
    Real,
    Flag,
}
