namespace Orkestra.Grains.Storage;

/// <summary>Who is told what happened that a custom resource depends on.</summary>
internal interface ICustomResourceListener
{
    /// <summary>A child came, went, or changed in a way that matters. Called under the lock of the slot.</summary>
    void ChildChanged();

    /// <summary>Somebody else began, or ceased, to want one of its children. Called under the lock of the slot.</summary>
    void Contested();

    /// <summary>An answer of the outside is there. Called under the lock of the slot.</summary>
    void Answered();
}
