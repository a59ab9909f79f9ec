namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>Why a pass runs. Causes of one key are united while it waits in the queue.</summary>
[Flags]
public enum PassCauses
{
    /// <summary>No cause.</summary>
    None = 0,

    /// <summary>The custom resource is being deleted.</summary>
    Deletion = 1,

    /// <summary>Somebody else wrote the custom resource.</summary>
    UserChange = 2,

    /// <summary>A child changed, went or came.</summary>
    ChildChange = 4,

    /// <summary>An earlier pass failed, waited, or asked to run again.</summary>
    Retry = 8,

    /// <summary>The custom resource was found when the box listed its CRD.</summary>
    FirstListing = 16,

    /// <summary>Time.</summary>
    Resync = 32,
}
