using Microsoft.Extensions.Logging;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Boxes;

/// <summary>What a box writes down on its CRD for later definitions and processes. Where it may not, it goes on without, and says so.</summary>
internal sealed partial class DefinitionMemory(CrdEntry entry, CustomResourceDefinitions definitions, ILogger logger)
{
    /// <summary>What the CRD remembers; null for a kind that no CRD defines, which remembers nothing.</summary>
    public DefinitionMarks? Marks => definitions.FindMarks(entry.Types.Group, entry.Types.Kind);

    /// <summary>Ends at the next change of any CRD after this call.</summary>
    public Task NextChange => definitions.NextChange;

    /// <summary>Why the last thing was not written, or null.</summary>
    public string? Trouble { get; private set; }

    public async Task RememberAsync(Func<DefinitionMarks, DefinitionMarks> change, CancellationToken cancellationToken)
    {
        try
        {
            await definitions.RememberAsync(entry.Types.Group, entry.Types.Kind, change, cancellationToken).ConfigureAwait(false);
            Trouble = null;
        }
        catch (KubernetesApiException refused) when (refused.StatusCode is < 500 and not 429)
        {
            if (Trouble is null)
                LogNotRemembered(entry.Name, refused.Message);
            Trouble = $"the CRD cannot remember which kinds this box makes, so children of kinds that a later definition drops will not be found: {refused.ServerMessage}";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: its CRD may not be annotated, so children of kinds that a later definition drops will not be found: {Error}")]
    private partial void LogNotRemembered(string box, string error);
}
