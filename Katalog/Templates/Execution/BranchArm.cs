namespace Orkestra.Katalog.Templates.Execution;

/// <summary>One <c>if</c>, <c>else if</c>, <c>with</c> or <c>else with</c>.</summary>
internal sealed record BranchArm(Expression Condition, Block Body);
