namespace Orkestra.Cli.Tests.Language;

/// <summary>A model with one property that is read only by another one, and one that nothing reads.</summary>
internal sealed record Sample
{
    public int Used { get; init; }

    public int Unused { get; init; }

    public SampleInner? Inner { get; init; }

    public string Shown => $"{Used}{Inner is null}";
}
