using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Watching;

/// <summary>Knows what an operator box reads of the children that its entries make.</summary>
internal interface IChildProjector
{
    /// <summary>What is read of a child that carries this entry stamp.</summary>
    Projection ProjectionOf(string entryPath, string kind);
}
