using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Hooking;

/// <summary>Code that reconciles next to, or in place of, the declared children. It is asked like the outside: never on a worker's time.</summary>
public sealed record ReconcilerDefinition
{
    /// <summary>The protocol of calls that are C# hooks.</summary>
    public const string HookProtocol = "hook";

    /// <summary>How it is reached.</summary>
    public required ReconcilerKind Kind { get; init; }

    /// <summary>Its key: <c>hooks</c>, <c>constructor</c> or <c>remote</c>. What it makes is stamped with it.</summary>
    public string Path => Kind switch { ReconcilerKind.Hooks => "hooks", ReconcilerKind.Constructor => "constructor", _ => "remote" };

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The question that it is asked in a pass.</summary>
    public required ExternalCall Call { get; init; }

    /// <summary>The question that it is asked when the custom resource is being deleted.</summary>
    public ExternalCall Farewell => Call with { Path = $"{Call.Path}.deletion" };

    /// <summary>The type of the C# hook, as the file names it; null for one behind HTTP.</summary>
    public string? Function { get; init; }

    /// <summary>What it may make; anything else is refused before something is written.</summary>
    public IReadOnlyList<ManagedKind> ManagedResources { get; init; } = [];

    /// <summary>True: it is asked before the declared children are made, false: when they are there.</summary>
    public bool RunsFirst { get; init; } = true;

    /// <summary>Whether what it makes takes fields over from other managers, unless it says otherwise.</summary>
    public bool ForceConflict { get; init; } = true;

    /// <summary>What it is told besides the objects.</summary>
    internal MapFragment? Args { get; init; }

    /// <summary>What it is shown of the objects.</summary>
    internal PayloadFilter Payload { get; init; } = PayloadFilter.Everything;

    /// <summary>The declaration of everything that it makes.</summary>
    public ResourceEntry Maker => new() { Path = Path, Place = Place, Key = "resources", Mode = ApplyMode.Apply, ForceConflict = ForceConflict };
}
