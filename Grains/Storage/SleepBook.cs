using Orkestra.Grains.Passes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>Changes of children that are put off (<c>sleep</c>): since when, by child.</summary>
internal sealed class SleepBook
{
    private readonly Dictionary<(string Group, string Kind, ObjectName Name), long> _begun = [];

    /// <summary>How long a change of this child still has to wait. The first question begins the time, which is over until the change is made or taken back.</summary>
    /// <returns>Null: it may be made now.</returns>
    public TimeSpan? Rest(PlannedChild child, TimeSpan sleep, TimeProvider clock)
    {
        var key = KeyOf(child);
        if (!_begun.TryGetValue(key, out var begun))
            _begun[key] = begun = clock.GetTimestamp();
        return sleep - clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero ? rest : null;
    }

    /// <summary>The child is as desired: its next change waits anew.</summary>
    public void Forget(PlannedChild child) => _begun.Remove(KeyOf(child));

    private static (string Group, string Kind, ObjectName Name) KeyOf(PlannedChild child) => (child.Resource.Group, child.Resource.Kind, child.Name);
}
