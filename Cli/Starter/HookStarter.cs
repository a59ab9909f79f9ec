using Orkestra.Hooks;

namespace Orkestra.Cli.Starter;

/// <summary>The files of a project with a C# hook, as <c>ork init --hook NAME</c> writes them.</summary>
/// <param name="name">The kind that it reconciles, in PascalCase.</param>
internal sealed class HookStarter(string name)
{
    /// <summary>File names with their contents.</summary>
    public IReadOnlyList<(string Name, string Text)> Files =>
    [
        ($"{name}Operator.csproj", Read("Hook.csproj.txt")),
        ($"{name}Hook.cs", Read("Hook.cs.txt")),
        ($"{name}Spec.cs", Read("Spec.cs.txt")),
        ($"{name}Status.cs", Read("Status.cs.txt")),
        .. ((string[])["katalog.yaml", "crd.yaml", "cr.yaml", "README.md"]).Select(file => (file, Read(file))),
    ];

    /// <summary>Whether a kind and a C# type can have this name.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 40 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private string Read(string file) => StarterFiles.Read($"hook.{file}")
        .Replace("__Name__", name, StringComparison.Ordinal)
        .Replace("__name__", name.ToLowerInvariant(), StringComparison.Ordinal)
        .Replace("__HooksAssembly__", typeof(HookEvent).Assembly.Location, StringComparison.Ordinal);
}
