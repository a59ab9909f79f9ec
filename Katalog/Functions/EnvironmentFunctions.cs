namespace Orkestra.Katalog.Functions;

/// <summary>The environment of the process.</summary>
internal static class EnvironmentFunctions
{
    public static FunctionDomain All() => new FunctionDomain("env")
        .Add(
            "env NAME [FALLBACK] → string",
            "A variable of the process environment that the host lets templates see; the fallback, or \"\", where it is absent.",
            "{{ env \"NOT_SET\" \"x\" }} → x",
            static (a, e) => e.Surroundings.Environment(Arg.Text(a[0])) is { Length: > 0 } value ? value : a.Length > 1 ? Arg.Text(a[1]) : string.Empty)
        .Add(
            "hasEnv NAME → bool",
            "Whether a variable of the process environment is there and not empty.",
            "{{ hasEnv \"NOT_SET\" }} → false",
            static (a, e) => !string.IsNullOrEmpty(e.Surroundings.Environment(Arg.Text(a[0]))));
}
