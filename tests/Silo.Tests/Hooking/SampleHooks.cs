using System.Text.Json.Nodes;
using Orkestra.Hooks;

namespace Orkestra.Silo.Tests.Hooking;

/// <summary>The spec of the samples.</summary>
public sealed record SampleSpec(int Size, string? Mode);

/// <summary>The status of the samples.</summary>
public sealed record SampleStatus
{
    public string? Greeting { get; init; }

    public int? Seen { get; init; }
}

/// <summary>Makes a config map and greets; in other modes it does what hooks should not.</summary>
public sealed class SampleHook : IReconcileHook<SampleSpec, SampleStatus>
{
    /// <summary>The task, among what a process shares, that a hanging hook waits for.</summary>
    public const string Gate = "orkestra.test.gate";

    /// <summary>What is told of each beginning and end.</summary>
    public const string Told = "orkestra.test.told";

    public async Task<HookResult<SampleStatus>> ReconcileAsync(HookContext<SampleSpec, SampleStatus> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Spec.Mode is "throw")
            throw new InvalidOperationException("the size is wrong");
        if (context.Spec.Mode is "hang")
        {
            var told = (Action<string>?)AppContext.GetData(Told + context.Namespace);
            told?.Invoke("begin");
            await (Task)AppContext.GetData(Gate + context.Namespace)!;
            told?.Invoke("end");
        }

        var config = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = $"{context.Name}-config" },
            ["data"] = new JsonObject { ["size"] = $"{context.Spec.Size}" },
        };
        return new HookResult<SampleStatus>
        {
            Status = new SampleStatus
            {
                Greeting = $"{context.Args.Get("greeting")} {context.Namespace}/{context.Name}{(context.Children.FindSecretText($"{context.Name}-key", "key") is { } key ? $" with {key}" : "")}",
                Seen = (context.Status?.Seen ?? 0) > 0 ? context.Status!.Seen : context.Spec.Size,
            },
            Children = [config],
        };
    }

    public Task<HookResult<SampleStatus>> DeleteAsync(HookContext<SampleSpec, SampleStatus> context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(context.Resource["metadata"]!["annotations"]?["release"] is null ? HookResults.Again<SampleStatus>(TimeSpan.FromMilliseconds(100)) : HookResults.Done<SampleStatus>());
    }
}

/// <summary>A hook that nobody can make.</summary>
/// <param name="name">Not given by anybody.</param>
public sealed class WithoutConstructorHook(string name) : IReconcileHook<JsonObject, JsonObject>
{
    public Task<HookResult<JsonObject>> ReconcileAsync(HookContext<JsonObject, JsonObject> context, CancellationToken cancellationToken) =>
        Task.FromResult(HookResults.Done(new JsonObject { ["name"] = name }));
}
