namespace Orkestra.Katalog.Schema;

/// <summary>The keys of a <c>Simulate</c> file.</summary>
internal static class SimulateLanguage
{
    private static Shape Paths { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>The whole document.</summary>
    public static BlockSchema Document { get; } = new BlockSchema("a Simulate")
        .Required("apiVersion", Shape.FixedText, "orkestra.orkspace.io/v1.")
        .Required("kind", Shape.FixedText, "Simulate.")
        .Required("metadata", FileLanguage.Metadata, "Name and description of the test.")
        .Key("spec", Shape.Block(Spec()), "What is simulated, and what is expected.")
        .Key("imports", Paths, "Other Simulate files that are run with this one.")
        .RequiresOneOf("spec", "imports");

    private static BlockSchema Spec() => new BlockSchema("the spec of a Simulate")
        .Required("katalog", Shape.FixedText, "The Katalog or Komposer that is simulated.")
        .Key("crd", Shape.FixedText, "A CustomResourceDefinition that the Katalog does not name.")
        .Key("crdFiles", Paths, "More of them.")
        .Key("cr", Shape.FixedText, "A file with custom resources. Default: the samples of the Katalog.")
        .Key("crFiles", Paths, "More of them.")
        .Key("cycles", Shape.Whole(1, 10_000), "How many reconcile cycles there are at most. Default: 10.")
        .Key("skipExternal", Shape.Flag, "Whether external calls are left out. Default: false.")
        .Key("external", Shape.ListOf(Shape.Block(Answer())), "What external calls are answered. Nothing leaves the process: where no answer fits it is 200 with {}.")
        .Key("target", Shape.FixedText, "The serve target that is simulated.")
        .Key("expect", Shape.Block(Expect("an expectation")
            .Key("crds", Shape.MapOf(Shape.Block(Expect("an expectation of one entry"))), "What is expected of single entries, by the name of the entry.")), "What must have happened; without it the operations are only shown.");

    private static BlockSchema Answer() => new BlockSchema("an answer")
        .Key("name", Shape.FixedText, "The name of the calls that get it. Default: all.")
        .Key("url", Shape.FixedText, "Their URL as it is rendered; with a * at its end all URLs that begin so. Default: any.")
        .Key("status", Shape.Whole(100, 599), "The HTTP status. Default: 200, or none where there is an error.")
        .Key("body", Shape.Anything, "The body: a text, or a map or list that is sent as JSON.")
        .Key("error", Shape.FixedText, "Why nothing comes back: connection refused.")
        .Key("fromCycle", Shape.Whole(1, 10_000), "The first cycle in which it is answered; of several answers that fit the last one counts. Default: 1.");

    private static BlockSchema Expect(string name) => new BlockSchema(name)
        .Key("steady", Shape.Flag, "Whether the last cycle must do nothing.")
        .Key("steadyAt", Shape.Whole(1, 10_000), "The cycle from which on nothing may be done.")
        .Key("noErrors", Shape.Flag, "Whether no pass may fail.")
        .Key("ops", Shape.ListOf(Shape.Block(Operation("an expected operation").Key("count", Shape.Whole(0, 1_000_000), "How many there must be. Default: at least one."))), "Operations that must have been made.")
        .Key("absent", Shape.ListOf(Shape.Block(Operation("an absent operation"))), "Operations that must not have been made.");

    private static BlockSchema Operation(string name) => new BlockSchema(name)
        .Key("cycle", Shape.Whole(1, 10_000), "The cycle, from 1. Default: any.")
        .Key("verb", Shape.FixedOneOf("create", "update", "delete", "patch", "apply"), "What was done. Default: anything.")
        .Required("resource", Shape.FixedText, "The plural in lower case: deployments.")
        .Key("name", Shape.FixedText, "The name of the object. Default: any.");
}
