namespace Orkestra.Katalog.Functions;

internal enum ArgumentReadKind
{
    Whole,
    Shallow,
    Result,
    Walk,
    Paths,
    Member,
}
