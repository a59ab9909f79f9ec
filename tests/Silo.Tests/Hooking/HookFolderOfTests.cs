using Orkestra.Silo.Hooking;

namespace Orkestra.Silo.Tests.Hooking;

/// <summary>The hooks of this assembly, loaded from a copy of it in a folder as those of users are.</summary>
internal sealed class HookFolderOfTests : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("orkestra-hooks-").FullName;

    /// <summary>Copies the assembly into the folder, or into one below.</summary>
    public HookFolderOfTests With(string below = "", string name = "Orkestra.Silo.Tests.dll")
    {
        var target = Directory.CreateDirectory(Path.Combine(Folder, below)).FullName;
        File.Copy(typeof(SampleHook).Assembly.Location, Path.Combine(target, name));
        return this;
    }

    public HookCatalog Load() => HookCatalog.Load(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
