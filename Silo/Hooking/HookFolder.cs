using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Orkestra.Hooks;

namespace Orkestra.Silo.Hooking;

/// <summary>Loads the hook assemblies of a folder: those in it and in the folders directly below it that use the package Orkestra.Hooks.</summary>
internal static class HookFolder
{
    private static readonly AssemblyName Package = typeof(IReconcileHook<,>).Assembly.GetName();

    /// <exception cref="HookLoadException">There is no such folder, it has no hook, or an assembly cannot be loaded.</exception>
    public static IReadOnlyList<HookType> Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new HookLoadException("ORK3002", folder, "there is no folder of hooks", "publish the hook project into it: dotnet publish -o DIR");
        var hooks = new List<HookType>();
        foreach (var path in Candidates(folder))
        {
            if (UsesPackage(path))
                hooks.AddRange(LoadAssembly(path));
        }

        return hooks.Count > 0 ? hooks : throw new HookLoadException("ORK3002", folder, "no assembly in it has a public class that implements IReconcileHook<TSpec, TStatus>", "publish the hook project into it: dotnet publish -o DIR");
    }

    private static IEnumerable<string> Candidates(string folder) =>
        Directory.EnumerateDirectories(folder).Prepend(folder).SelectMany(each => Directory.EnumerateFiles(each, "*.dll")).Select(Path.GetFullPath).Order(StringComparer.Ordinal);

    /// <summary>Looks without loading anything: a folder that a project was published into has its libraries, too.</summary>
    private static bool UsesPackage(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata)
                return false;
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                var reference = metadata.GetAssemblyReference(handle);
                if (!metadata.StringComparer.Equals(reference.Name, Package.Name!))
                    continue;
                if (reference.Version > Package.Version)
                    throw new HookLoadException("ORK3004", path, $"it was built with {Package.Name} {reference.Version.ToString(3)}, and this program has {Package.Version!.ToString(3)}", "use a newer ork, or build the hook with the older package");
                return true;
            }

            return false;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static IEnumerable<HookType> LoadAssembly(string path)
    {
        try
        {
            AssemblyLoadContext context = new HookLoadContext(path);
            return [.. context.LoadFromAssemblyPath(path).GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false }).SelectMany(type => Interfaces(type).Select(hook => new HookType(type, hook)))];
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException or InvalidOperationException)
        {
            throw new HookLoadException("ORK3004", path, $"it cannot be loaded: {error.Message}", "publish the project with all that it needs: dotnet publish -o DIR");
        }
    }

    private static IEnumerable<Type> Interfaces(Type type) => type.GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReconcileHook<,>));
}
