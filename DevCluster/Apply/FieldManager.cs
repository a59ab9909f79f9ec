using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Apply;

/// <summary>Keeps metadata.managedFields of one kind: every field of a stored object that a writer set has that writer as an owner.</summary>
internal sealed class FieldManager(ServedKind kind, TimeProvider clock)
{
    /// <summary>After a create, update or any patch but apply: sets metadata.managedFields of <paramref name="next"/>, which is complete otherwise (defaulted, status or spec
    /// taken over from the live object). A request's own managedFields are honoured as the server does (an empty list resets them).</summary>
    public void Update(JsonObject? live, JsonObject next, WriteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(next);
        _ = (kind, clock, live, origin);
    }

    /// <summary>Merges an applied configuration into the live object; with <paramref name="live"/> null into a new one. The answer still has to be defaulted, validated and stored;
    /// when it equals the live object, nothing is to be written.</summary>
    /// <exception cref="ApplyConflictException">Another manager owns a field with another value, and <paramref name="force"/> is not set.</exception>
    /// <exception cref="ApplyRejectedException">The configuration is not valid.</exception>
    public JsonObject Apply(JsonObject? live, JsonObject applied, WriteOrigin origin, bool force)
    {
        ArgumentNullException.ThrowIfNull(applied);
        _ = (kind, clock, live, origin, force);
        return (JsonObject)applied.DeepClone();
    }
}
