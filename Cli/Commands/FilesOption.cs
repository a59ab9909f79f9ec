using System.CommandLine;

namespace Orkestra.Cli.Commands;

/// <summary><c>-f</c>, the same in every command.</summary>
internal static class FilesOption
{
    public static Option<string[]> Create() => new("--file", "-f")
    {
        HelpName = "PATH",
        Description = "A Katalog or Komposer: a file, a URL, or a folder with a katalog.yaml; may be given several times [default: katalog.yaml, then komposer.yaml, of this folder]",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
