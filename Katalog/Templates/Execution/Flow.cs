namespace Orkestra.Katalog.Templates.Execution;

/// <summary>What follows a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}
