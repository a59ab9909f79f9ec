using System.Reflection;

namespace Orkestra.Silo.Hooking;

/// <summary>A class that implements the hook interface.</summary>
/// <param name="Type">The class.</param>
/// <param name="Interface">The interface with its spec and status.</param>
internal sealed record HookType(Type Type, Type Interface)
{
    private string AssemblyName => Type.Assembly.GetName().Name ?? "";

    /// <summary><c>Namespace.Type, Assembly</c>.</summary>
    public string Name => $"{Type.FullName}, {AssemblyName}";

    /// <summary>Whether a Katalog means it by this: its name, with namespace or without, and with the assembly behind a comma or without.</summary>
    public bool IsMeantBy(string function)
    {
        var comma = function.IndexOf(',', StringComparison.Ordinal);
        var type = (comma < 0 ? function : function[..comma]).Trim();
        return (comma < 0 || string.Equals(function[(comma + 1)..].Trim(), AssemblyName, StringComparison.Ordinal))
            && (string.Equals(type, Type.Name, StringComparison.Ordinal) || string.Equals(type, Type.FullName, StringComparison.Ordinal));
    }

    /// <summary>Makes the one instance.</summary>
    /// <exception cref="HookLoadException">It has no usable constructor.</exception>
    public IHookInvoker Create()
    {
        if (Type.GetConstructor([]) is null)
            throw new HookLoadException("ORK3005", Name, "it has no public constructor without parameters", "give it one; what it needs from outside comes from args and environment variables");
        try
        {
            var hook = Activator.CreateInstance(Type)!;
            return (IHookInvoker)Activator.CreateInstance(typeof(HookInvoker<,>).MakeGenericType(Interface.GetGenericArguments()), hook)!;
        }
        catch (TargetInvocationException error)
        {
            throw new HookLoadException("ORK3005", Name, $"its constructor fails: {error.InnerException?.Message}", "mend it, or move what can fail into ReconcileAsync");
        }
    }
}
