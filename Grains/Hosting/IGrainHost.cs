using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Grains.Hosting;

/// <summary>Finds grains by key, wherever they run.</summary>
public interface IGrainHost
{
    /// <summary>The grain of a custom resource.</summary>
    /// <param name="key">Its key.</param>
    ICustomResourceGrain CustomResource(CustomResourceKey key);
}
