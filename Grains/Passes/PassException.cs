using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Grains.Passes;

/// <summary>Ends a pass with a result that is not an error of the program.</summary>
internal sealed class PassException(PassResult result, string reason, string message) : Exception(message)
{
    public PassResult Result { get; } = result;

    public string Reason { get; } = reason;
}
