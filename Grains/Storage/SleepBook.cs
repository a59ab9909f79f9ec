using Orkestra.Grains.Passes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>Changes of children that are put off (<c>sleep</c>): until when, by child.</summary>
internal sealed class SleepBook
{
    private readonly Dictionary<(string Group, string Kind, ObjectName Name), DateTimeOffset> _until = [];

    /// <summary>How long a change of this child still has to wait. The first question begins the time; the one after its end ends it.</summary>
    /// <returns>Null: it may be made now.</returns>
    public TimeSpan? Rest(PlannedChild child, TimeSpan sleep, DateTimeOffset now)
    {
        var key = (child.Resource.Group, child.Resource.Kind, child.Name);
        if (!_until.TryGetValue(key, out var until))
            _until[key] = until = now + sleep;
        if (until > now)
            return until - now;
        _until.Remove(key);
        return null;
    }
}
