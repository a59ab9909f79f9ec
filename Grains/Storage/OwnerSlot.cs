using Orkestra.Grains.Looping;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>Everything known of one owner: its inventory of children and, once its box has seen it, the custom resource itself.
/// While a pass of the owner runs, events are held and replayed in order when it ends, so that the answers to its own writes are known before their echoes are judged.</summary>
internal sealed class OwnerSlot(string hash)
{
    private readonly Lock _lock = new();
    private ChildRecord[] _children = [];
    private HashSet<(string Group, string Kind, ObjectName Name)>? _foreign;
    private List<Action>? _held;
    private SleepBook? _sleeps;
    private int _passes;
    private bool _retired;

    public string Hash { get; } = hash;

    /// <summary>The custom resource and who is told about its children; null until its box has seen it.</summary>
    public ICustomResourceListener? Listener { get; set; }

    /// <summary>Changes of children that are put off. Used by the running pass only.</summary>
    public SleepBook Sleeps => _sleeps ??= new SleepBook();

    /// <summary>What makes the custom resource loop is looked for; null normally. Set between passes only.</summary>
    public FlapProbe? Probe { get; set; }

    /// <summary>How often passes wrote to children. Counted by the running pass only.</summary>
    public int ChildWrites { get; set; }

    /// <summary>Nothing was known in it any more, and nobody finds it.</summary>
    public bool IsRetired => Volatile.Read(ref _retired);

    /// <summary>A snapshot.</summary>
    public IReadOnlyList<ChildRecord> Children => Volatile.Read(ref _children);

    /// <summary>Runs now, or when the running pass has ended. False: the slot was given up, take a new one.</summary>
    public bool Post(Action change)
    {
        lock (_lock)
        {
            if (_retired)
                return false;
            if (_passes > 0)
                (_held ??= []).Add(change);
            else
                change();
            return true;
        }
    }

    /// <summary>From now on events are held. Two passes can overlap only while a custom resource goes over from one box to another.</summary>
    public void BeginPass()
    {
        lock (_lock)
            _passes++;
    }

    /// <summary>The pass is over: its result is recorded, then every held event is replayed, whatever one of them throws.</summary>
    public void EndPass(Action record)
    {
        lock (_lock)
        {
            _passes--;
            List<Action> changes = [record];
            if (_passes == 0)
            {
                changes.AddRange(_held ?? []);
                _held = null;
            }

            List<Exception>? errors = null;
            foreach (var change in changes)
            {
                try
                {
                    change();
                }
                catch (Exception error)
                {
                    (errors ??= []).Add(error);
                }
            }

            if (errors is not null)
                throw new AggregateException(errors);
        }
    }

    /// <summary>Reads what the lock guards.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    public ChildRecord? Find(ApiResource resource, ObjectName name) => Array.Find(_children, child => child.Is(resource, name));

    /// <summary>Whether an earlier pass found an object of somebody else under this name. It is looked at before it is written to again.</summary>
    public bool IsForeign(ApiResource resource, ObjectName name) => _foreign?.Contains((resource.Group, resource.Kind, name)) is true;

    /// <summary>Remembers, or forgets, that the object under this name is somebody else's. Called by the running pass only.</summary>
    public void SetForeign(ApiResource resource, ObjectName name, bool foreign)
    {
        if (foreign)
            (_foreign ??= []).Add((resource.Group, resource.Kind, name));
        else
            _foreign?.Remove((resource.Group, resource.Kind, name));
    }

    /// <summary>Adds the child or replaces what was known of it.</summary>
    public void Set(ChildRecord child)
    {
        lock (_lock)
        {
            var index = Array.FindIndex(_children, known => known.Is(child.Resource, child.Name));
            if (index < 0)
            {
                Volatile.Write(ref _children, [.. _children, child]);
                return;
            }

            var copy = (ChildRecord[])_children.Clone();
            copy[index] = child;
            Volatile.Write(ref _children, copy);
        }
    }

    public void Remove(ChildRecord child)
    {
        lock (_lock)
            Volatile.Write(ref _children, Array.FindAll(_children, known => !known.Is(child.Resource, child.Name)));
    }

    /// <summary>Gives the slot up if nothing is known in it any more.</summary>
    public bool TryRetire()
    {
        lock (_lock)
        {
            _retired = _retired || (_children.Length == 0 && Listener is null && _passes == 0);
            return _retired;
        }
    }
}
