using System.CommandLine;
using Orkestra.Katalog.Reference;

namespace Orkestra.Cli.Commands;

/// <summary><c>--kind</c>, of commands that tell about the language.</summary>
internal static class KindOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--kind")
        {
            HelpName = "KIND",
            Description = $"The kind of file: {string.Join(", ", LanguageReference.Kinds)} [default: {LanguageReference.Kinds[0]}]",
            DefaultValueFactory = _ => LanguageReference.Kinds[0],
        };
        option.AcceptOnlyFromAmong([.. LanguageReference.Kinds]);
        return option;
    }
}
