using System.Collections.Immutable;

namespace Orkestra.Katalog.Functions;

/// <summary>How much of one argument a function looks at.</summary>
internal sealed record ArgumentRead(ArgumentReadKind Kind, ImmutableArray<ImmutableArray<string>> Paths)
{
    /// <summary>All of it.</summary>
    public static ArgumentRead Whole { get; } = new(ArgumentReadKind.Whole, []);

    /// <summary>Only whether it is there, empty or true.</summary>
    public static ArgumentRead Shallow { get; } = new(ArgumentReadKind.Shallow, []);

    /// <summary>It may be the result, and is tested for being there.</summary>
    public static ArgumentRead Result { get; } = new(ArgumentReadKind.Result, []);

    /// <summary>It is walked by the constant keys that follow it.</summary>
    public static ArgumentRead Walk { get; } = new(ArgumentReadKind.Walk, []);

    /// <summary>Only these members, written with dots.</summary>
    public static ArgumentRead Of(params ReadOnlySpan<string> paths)
    {
        var all = ImmutableArray.CreateBuilder<ImmutableArray<string>>(paths.Length);
        foreach (var path in paths)
            all.Add([.. path.Split('.')]);
        return new ArgumentRead(ArgumentReadKind.Paths, all.DrainToImmutable());
    }

    /// <summary>This member is the result.</summary>
    public static ArgumentRead Member(string path) => new(ArgumentReadKind.Member, [[.. path.Split('.')]]);
}
