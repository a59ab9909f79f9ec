namespace Orkestra.Grains.Storage;

/// <summary>Who is told that the inventory of a custom resource changed.</summary>
internal interface ICustomResourceListener
{
    /// <summary>A child came, went, or changed in a way that matters. Called under the lock of the slot.</summary>
    void ChildChanged();
}
