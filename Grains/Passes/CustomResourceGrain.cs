using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>The grain of one custom resource. It borrows the record of its box for a pass and keeps nothing in between.</summary>
internal sealed class CustomResourceGrain(CustomResourceKey key, BoxDirectory boxes) : ICustomResourceGrain
{
    public Task<PassOutcome> RunPassAsync(PassRequest request, CancellationToken cancellationToken)
    {
        var box = boxes.Find(key);
        var record = box?.Store.Find(new ObjectName(key.Namespace, key.Name));
        return box is null || record is null
            ? Task.FromResult(new PassOutcome(PassResult.Done, "Gone", "", 0, AllReady: false))
            : box.Pass.RunAsync(key, box, record, cancellationToken);
    }
}
