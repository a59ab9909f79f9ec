namespace Orkestra.Cli.Tests.Language;

internal sealed record SampleInner(int Deep);
