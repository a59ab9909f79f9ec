using System.Text.Json.Nodes;

namespace Orkestra.Silo.Hooking;

/// <summary>Calls a hook by the words that a remote reconciler is called by.</summary>
internal interface IHookInvoker : IAsyncDisposable
{
    /// <summary>The reply to a question: what the hook gives, as JSON.</summary>
    /// <exception cref="System.Text.Json.JsonException">Spec or status do not fit the types of the hook.</exception>
    Task<JsonObject> InvokeAsync(JsonObject request, CancellationToken cancellationToken);
}
