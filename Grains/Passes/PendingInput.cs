using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Passes;

/// <summary>What it means for a pass that something it renders from is not there.</summary>
internal static class PendingInput
{
    public const string WaitingForSource = "WaitingForSource";
    public const string WaitingForCross = "WaitingForCross";
    public const string WaitingForExternal = "WaitingForExternal";

    /// <exception cref="PassException">An input is not there yet, or could not be had.</exception>
    public static T Read<T>(Func<T> render)
    {
        try
        {
            return render();
        }
        catch (SourcePendingException pending)
        {
            throw new PassException(PassResult.Waiting, WaitingForSource, pending.Message, TimeSpan.FromSeconds(1));
        }
        catch (CrossPendingException pending)
        {
            throw new PassException(PassResult.Waiting, WaitingForCross, pending.Message) { IsBrief = true };
        }
        catch (ExternalPendingException pending)
        {
            throw new PassException(PassResult.Waiting, WaitingForExternal, pending.Message) { IsBrief = true, IsAsking = true };
        }
        catch (ExternalCallException failed)
        {
            throw new PassException(PassResult.Failed, "ExternalCallFailed", failed.Message);
        }
        catch (ReconcileFailedException failed)
        {
            throw new PassException(PassResult.Failed, failed.Reason, failed.Message);
        }
    }
}
