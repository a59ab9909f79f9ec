using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates.Execution;

/// <summary>One evaluation with its budget, shared by the template, the templates and the notes that it calls. Invariant: no more than the limits' steps, depth
/// and text are used, whatever the template and its values are.</summary>
internal sealed class Evaluation(TemplateScope scope)
{
    private const int TextUnitsPerStep = 256;

    private const int ItemsPerStep = 256;
    private const int PartsPerStep = 16;

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

    /// <summary>Counts what a function walks through in an argument.</summary>
    public void ChargeArgument(object? value)
    {
        switch (value)
        {
            case string text:
                ChargeText(text.Length);
                break;
            case JsonArray list:
                ChargeSteps(list.Count / ItemsPerStep);
                break;
            case JsonObject map:
                ChargeSteps(map.Count / ItemsPerStep);
                break;
        }
    }

    /// <summary>Counts what a function made: text, and the parts of a list or map that belongs to no document yet.</summary>
    public void ChargeResult(object? value)
    {
        if (value is string text)
            ChargeText(text.Length);
        else if (value is JsonNode { Parent: null } made and (JsonArray or JsonObject))
            ChargeSteps(Parts(made, DepthLimit * 2) / PartsPerStep);
    }

    public void ChargeSteps(long steps)
    {
        if (_steps + steps > _limits.Steps)
            throw new LimitReachedException($"more than {_limits.Steps} steps");
        _steps += (int)steps;
    }

    public void Enter()
    {
        // Calls nest blocks and parentheses besides themselves; a host may run passes on small stacks.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new LimitReachedException("calls nested too deeply");
        if (++_depth > _limits.Depth)
            throw new LimitReachedException($"calls nested deeper than {_limits.Depth}");
    }

    public void Leave() => _depth--;

    private static long Parts(JsonNode? node, int depth) => depth == 0 ? 1 : node switch
    {
        JsonArray list => 1 + list.Sum(item => Parts(item, depth - 1)),
        JsonObject map => 1 + map.Sum(member => Parts(member.Value, depth - 1)),
        JsonValue scalar when scalar.GetValueKind() == System.Text.Json.JsonValueKind.String => 1 + (scalar.ToString().Length / TextUnitsPerStep),
        _ => 1,
    };
}
