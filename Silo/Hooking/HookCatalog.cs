using System.Collections.Concurrent;

namespace Orkestra.Silo.Hooking;

/// <summary>The C# hooks of a process, by what Katalogs call them. Each is made once.</summary>
public sealed class HookCatalog : IAsyncDisposable
{
    private readonly IReadOnlyList<HookType> _types;
    private readonly ConcurrentDictionary<HookType, Lazy<IHookInvoker>> _made = new();

    private HookCatalog(IReadOnlyList<HookType> types) => _types = types;

    /// <summary>A catalog without hooks.</summary>
    public static HookCatalog None => new([]);

    /// <summary>All of them, as <c>Namespace.Type, Assembly</c>.</summary>
    public IReadOnlyList<string> Names => [.. _types.Select(type => type.Name)];

    /// <summary>Loads the assemblies of a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <exception cref="HookLoadException">There is no hook in it, or an assembly cannot be loaded.</exception>
    public static HookCatalog Load(string folder) => new(HookFolder.Load(folder));

    /// <summary>Makes the hook that is meant.</summary>
    /// <param name="function">As a Katalog names it.</param>
    /// <exception cref="HookLoadException">There is none, there are several, or it cannot be made.</exception>
    public void Check(string function) => Find(function);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var made in _made.Values.Where(made => made.IsValueCreated))
            await made.Value.DisposeAsync().ConfigureAwait(false);
    }

    internal IHookInvoker Find(string function)
    {
        var found = _types.Where(type => type.IsMeantBy(function)).ToList();
        return found switch
        {
            [var one] => _made.GetOrAdd(one, static type => new Lazy<IHookInvoker>(type.Create)).Value,
            [] => throw new HookLoadException("ORK3003", function, "there is no such hook", $"hooks are {string.Join("; ", Names)}"),
            _ => throw new HookLoadException("ORK3003", function, $"this names {found.Count} hooks: {string.Join("; ", found.Select(type => type.Name))}", "write namespace and assembly: Namespace.Type, Assembly"),
        };
    }
}
