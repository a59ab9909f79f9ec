using System.Reflection;
using System.Runtime.Loader;

namespace Orkestra.Silo.Hooking;

/// <summary>What one hook assembly needs, apart from that of others: two hooks may bring two versions of a library. What crosses the border is the host's.</summary>
internal sealed class HookLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    /// <summary>Their types are in the interface.</summary>
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal) { "Orkestra.Hooks", "System.Text.Json" };

    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        if (assemblyName.Name is null || Shared.Contains(assemblyName.Name))
            return null;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
