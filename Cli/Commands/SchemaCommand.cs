using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Reference;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork schema</c>.</summary>
internal sealed class SchemaCommand : Command, IHasExamples
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string> _kind = KindOption.Create();

    public SchemaCommand(CliEnvironment environment)
        : base("schema", "Prints a JSON Schema of Katalogs, with which editors complete and check.")
    {
        Options.Add(_kind);
        SetAction(async (parsed, _) =>
        {
            await environment.Out.WriteLineAsync(LanguageReference.JsonSchema(parsed.GetValue(_kind)!).ToJsonString(Indented)).ConfigureAwait(false);
            return ExitCode.Ok;
        });
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork schema > orkestra.schema.json",
        "# yaml-language-server: $schema=orkestra.schema.json        as the first line of a Katalog",
        "ork schema --kind Simulate",
    ];
}
