using Orkestra.Grains.Passes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>Changes of children that are put off (<c>sleep</c>): since when, by child.</summary>
internal sealed class SleepBook
{
    private readonly Dictionary<(string Group, string Kind, ObjectName Name), long> _begun = [];

    /// <summary>How long a change of this child still has to wait. The first question begins the time; the one after its end ends it.</summary>
    /// <returns>Null: it may be made now.</returns>
    public TimeSpan? Rest(PlannedChild child, TimeSpan sleep, TimeProvider clock)
    {
        var key = (child.Resource.Group, child.Resource.Kind, child.Name);
        if (!_begun.TryGetValue(key, out var begun))
            _begun[key] = begun = clock.GetTimestamp();
        if (sleep - clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero)
            return rest;
        _begun.Remove(key);
        return null;
    }
}
