namespace Orkestra.Katalog.Functions;

/// <summary>Reads the number of arguments from a signature, so that what is documented is what is checked.</summary>
internal static class FunctionSignature
{
    public static (int Min, int? Max) Arity(string signature)
    {
        var min = 0;
        var max = 0;
        var open = false;
        var arrow = signature.IndexOf('→', StringComparison.Ordinal);
        foreach (var parameter in (arrow < 0 ? signature : signature[..arrow]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var optional = parameter.StartsWith('[');
            var repeated = parameter.TrimEnd(']').EndsWith("...", StringComparison.Ordinal);
            min += optional ? 0 : 1;
            max++;
            open |= repeated;
        }

        return (min, open ? null : max);
    }
}
