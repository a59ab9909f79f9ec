using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Cli.Steady;

/// <summary>
/// Steady: every expected custom resource is seen, every box is healthy with nothing queued, every custom resource is ready, and for the
/// quiet time no pass has written. It is fed snapshots in the order of time.
/// </summary>
/// <param name="expected">What must be seen.</param>
/// <param name="quiet">How long nothing may have been written.</param>
internal sealed class SteadyWatch(IReadOnlyList<ExpectedResource> expected, TimeSpan quiet)
{
    private DateTimeOffset? _readySince;

    public SteadyVerdict Look(FleetSnapshot snapshot)
    {
        var reasons = Unseen(snapshot).Concat(Boxes(snapshot)).Concat(Resources(snapshot)).ToList();
        if (reasons.Count > 0)
        {
            _readySince = null;
            return new SteadyVerdict(false, reasons);
        }

        _readySince ??= snapshot.At;
        if (snapshot.Boxes.FirstOrDefault(box => box.QueueDepth + box.Processing > 0) is { } busy)
            return new SteadyVerdict(false, [$"box {busy.Name}: {busy.QueueDepth} custom resources wait for a pass, {busy.Processing} are in one"]);
        var lastWrite = snapshot.Boxes.Max(box => box.LastWrite);
        var since = lastWrite > _readySince ? lastWrite.Value : _readySince.Value;
        return snapshot.At - since >= quiet
            ? new SteadyVerdict(true, [])
            : new SteadyVerdict(false, ["everything is ready, but the last write is too recent"]);
    }

    private static IEnumerable<string> Boxes(FleetSnapshot snapshot) => snapshot.Boxes
        .Where(box => box.State != BoxState.Healthy)
        .Select(box => $"box {box.Name} is {box.State.ToString().ToLowerInvariant()}{Because(box.Message.Length > 0 ? box.Message : box.LastError)}");

    private static IEnumerable<string> Resources(FleetSnapshot snapshot) => snapshot.Resources
        .Where(resource => !resource.Ready)
        .Select(resource => $"{ObjectText.Of(resource.Kind, resource.Namespace, resource.Name)} is not ready{Because(WhyNot(resource))}");

    private static string? WhyNot(CustomResourceView resource)
    {
        var children = resource.Children
            .Where(child => !child.Ready)
            .Select(child => ObjectText.Of(child.Kind, child.Namespace, child.Name) + Because(child.Message))
            .ToList();
        return children.Count > 0 ? string.Join("; ", children) : resource.Message ?? "no pass yet";
    }

    private static string Because(string? message) => string.IsNullOrEmpty(message) ? "" : $": {message}";

    private IEnumerable<string> Unseen(FleetSnapshot snapshot) => expected
        .Where(wanted => !snapshot.Resources.Any(seen => IsSame(wanted, seen)))
        .Select(wanted => $"{ObjectText.Of(wanted.Kind, wanted.Namespace, wanted.Name)} was applied, but box {wanted.Box} does not see it");

    private static bool IsSame(ExpectedResource wanted, CustomResourceView seen) =>
        string.Equals(wanted.Box, seen.Box, StringComparison.Ordinal)
        && string.Equals(wanted.Namespace ?? "", seen.Namespace ?? "", StringComparison.Ordinal)
        && string.Equals(wanted.Name, seen.Name, StringComparison.Ordinal);
}
