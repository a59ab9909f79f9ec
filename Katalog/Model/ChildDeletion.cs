namespace Orkestra.Katalog.Model;

/// <summary>What becomes of a child when its custom resource is deleted (<c>deletionPolicy</c>).</summary>
public enum ChildDeletion
{
    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It stays, and carries nothing of ours any more: nobody looks after it.</summary>
    Orphan,

    /// <summary>It stays as it is. A custom resource that is made anew under the same name takes it back.</summary>
    Retain,
}
