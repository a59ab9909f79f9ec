using Microsoft.Extensions.Logging;
using Orkestra.Grains.Watching;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Boxes;

/// <summary>Compares the definition of a box with the one that its CRD remembers, guards what is different, and has it remembered when it is worked off.</summary>
internal sealed partial class DefinitionChange(BoxContext box, DefinitionMemory memory, BoxServices services, string? acceptPrune, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private bool IsRemembered => memory.Marks is { } marks && string.Equals(marks.Revisions.GetValueOrDefault(box.Entry.Name), box.Entry.Revision, StringComparison.Ordinal);

    private bool IsAccepted => DefinitionMarks.Accepts(memory.Marks?.AcceptPrune, box.Entry.Revision) || DefinitionMarks.Accepts(acceptPrune, box.Entry.Revision);

    /// <summary>Before the first pass: what exists is known, and the kinds that will be made are remembered.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await box.Kinds.OpenAsync(cancellationToken).ConfigureAwait(false);
        var nothingToGuard = IsRemembered || (box.Kinds.AllSynced && !HasChildren());
        if (nothingToGuard)
            box.Prunes.Open();
        // One that is on its way is not remembered, nor is the one before it: to go back to that is a change too.
        await memory.RememberAsync(marks => box.Kinds.AddTo(nothingToGuard ? WithRevision(marks) : marks with { Revisions = marks.Revisions.Remove(box.Entry.Name) }), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Until the definition is worked off: listens for its acceptance, then has it remembered.</summary>
    public async Task FollowAsync(Task listed, CancellationToken cancellationToken)
    {
        await listed.WaitAsync(cancellationToken).ConfigureAwait(false);
        box.Prunes.Listed(box.Store.Records);
        await Task.WhenAny(box.Prunes.Settled, box.Prunes.Holding).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!IsAccepted && box.Prunes.Held is { } held)
            LogHeld(box.Entry.Name, box.Entry.Revision, held.Children, held.CustomResources);
        while (!box.Prunes.Settled.IsCompleted)
        {
            var change = memory.NextChange;
            if (IsAccepted)
                box.Prunes.Accept();
            else
                await Task.WhenAny(change, box.Prunes.Settled).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await RememberAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await memory.RememberAsync(WithRevision, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
            {
                // Not remembered yet: a start before the next try counts once more.
                await Task.Delay(RetryAfter, services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private DefinitionMarks WithRevision(DefinitionMarks marks) => marks with { Revisions = marks.Revisions.SetItem(box.Entry.Name, box.Entry.Revision) };

    private bool HasChildren()
    {
        var prefix = $"{box.Cluster}/{(box.Resource.Group.Length == 0 ? "-" : box.Resource.Group)}/{box.Resource.Kind}/";
        return services.Slots.All().Any(slot => slot.Children.Any(child => child.OwnerKey?.StartsWith(prefix, StringComparison.Ordinal) is true));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: pruning is held, because definition {Revision} would delete {Children} children of {CustomResources} custom resources; see its health for how to accept it")]
    private partial void LogHeld(string box, string revision, int children, int customResources);
}
