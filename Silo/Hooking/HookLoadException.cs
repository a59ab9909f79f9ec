namespace Orkestra.Silo.Hooking;

/// <summary>A hook cannot be run: nothing of it is there, or not in a form that this program can load.</summary>
public sealed class HookLoadException : Exception
{
    /// <summary>Creates the exception.</summary>
    public HookLoadException() : this("ORK3001", "", "a hook cannot be run", "")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public HookLoadException(string message) : this("ORK3001", "", message, "")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public HookLoadException(string message, Exception innerException) : base(message, innerException) => (Id, Place, Mend) = ("ORK3001", "", "");

    /// <summary>Creates the exception.</summary>
    /// <param name="id"><c>ORK3001</c> to <c>ORK3005</c>.</param>
    /// <param name="place">The folder, the assembly or the type.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="mend">What helps.</param>
    public HookLoadException(string id, string place, string problem, string mend) : base(problem) => (Id, Place, Mend) = (id, place, mend);

    /// <summary>Of <c>docs/diagnostics.md</c>.</summary>
    public string Id { get; }

    /// <summary>The folder, the assembly or the type.</summary>
    public string Place { get; }

    /// <summary>What helps.</summary>
    public string Mend { get; }
}
