using System.Runtime.CompilerServices;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>One evaluation with its budget, shared by the template, the templates and the notes that it calls. Invariant: no more than the limits' steps, depth
/// and text are used, whatever the template and its values are.</summary>
internal sealed class Evaluation(TemplateScope scope)
{
    private const int TextUnitsPerStep = 256;

    private readonly TemplateLimits _limits = scope.Surroundings.Limits;
    private int _steps;
    private int _depth;

    public TemplateScope Scope { get; } = scope;

    public TemplateSurroundings Surroundings => Scope.Surroundings;

    public int TextLimit => _limits.OutputLength;

    public int DepthLimit => _limits.Depth;

    /// <summary>The offset of what is being evaluated.</summary>
    public int At { get; set; }

    /// <summary>The name of the function that was called last.</summary>
    public string Calling { get; set; } = string.Empty;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(int offset)
    {
        At = offset;
        if (++_steps > _limits.Steps)
            throw new LimitReachedException($"more than {_limits.Steps} steps");
    }

    /// <summary>Counts text that is read or made.</summary>
    public void ChargeText(long units)
    {
        if (units > _limits.OutputLength)
            throw new LimitReachedException($"a text of more than {_limits.OutputLength} characters");
        ChargeSteps(units / TextUnitsPerStep);
    }

    public void ChargeSteps(long steps)
    {
        if (_steps + steps > _limits.Steps)
            throw new LimitReachedException($"more than {_limits.Steps} steps");
        _steps += (int)steps;
    }

    public void Enter()
    {
        if (++_depth > _limits.Depth)
            throw new LimitReachedException($"calls nested deeper than {_limits.Depth}");
    }

    public void Leave() => _depth--;
}
