namespace Orkestra.Grains.Boxes;

/// <summary>What a box is to run. It may be replaced at any time.</summary>
internal sealed class NewestDefinition(BoxDefinition first)
{
    private readonly Lock _lock = new();
    private BoxDefinition _definition = first;
    private TaskCompletionSource _changed = NewSignal();

    public BoxDefinition Definition => Volatile.Read(ref _definition);

    public void Set(BoxDefinition newer)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            Volatile.Write(ref _definition, newer);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    /// <returns>It, and what ends when there is a newer one.</returns>
    public (BoxDefinition Definition, Task Changed) Take()
    {
        lock (_lock)
            return (_definition, _changed.Task);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
