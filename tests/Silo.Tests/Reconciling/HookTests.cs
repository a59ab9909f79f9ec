using System.Threading.Channels;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Hooking;
using Orkestra.Silo.Tests.Hooking;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What C# hooks make of custom resources, on whatever serves the Kubernetes API.</summary>
public abstract class HookTests : WorldTests
{
    private readonly HookFolderOfTests _folder = new HookFolderOfTests().With();
    private HookCatalog _hooks = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _hooks = _folder.Load();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _hooks.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_hook_that_comes_after_the_declared_children_sees_them_and_makes_its_own()
    {
        await StartAsync("hooks: { function: SampleHook, args: { greeting: \"hello {{ .spec.size }}\" }, managedResources: [ { apiVersion: v1, kind: ConfigMap } ] }", """
                      onReconcile:
                        secrets: [ { name: "{{ .metadata.name }}-key", stringData: { key: k } } ]
            """);
        await World.CreateAsync("App", "web", """{"size":3}""");

        (await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null))!["data"]!["size"]!.ToString().ShouldBe("3");
        var app = await World.UntilAsync("the status", "App", "web", found => found!["status"]?["greeting"] is not null);
        ((string?)app!["status"]!["greeting"]).ShouldBe($"hello 3 {World.Namespace}/web with k");
        await World.UntilSettledAsync("app", "web");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"size":4}}""");
        await World.UntilAsync("the config map follows", "ConfigMap", "web-config", found => (string?)found!["data"]!["size"] is "4");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Count(request => request.Resource == "configmaps").ShouldBe(1);
        (await World.WritesAsync()).ShouldNotContain(request => request.Resource == "secrets");
    }

    [Fact]
    public async Task A_constructor_alone_reconciles_and_the_deletion_waits_for_it()
    {
        await StartAsync("default: false\n          constructor: { function: Orkestra.Silo.Tests.Hooking.SampleHook, args: { greeting: hi }, managedResources: [ { apiVersion: v1, kind: ConfigMap } ] }");
        await World.CreateAsync("App", "web", """{"size":3}""");
        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);
        await World.UntilSettledAsync("app", "web");

        await World.DeleteAsync("App", "web");
        await Eventually.Async("the box waits", async ct => (await World.Fleet.ListResourcesAsync("app", ct)).Single().Message, message => message?.Contains("not done with the deletion", StringComparison.Ordinal) is true, cancellationToken: World.Token);
        (await World.FindAsync("App", "web"))!.Finalizers.ShouldBe(["orkestra.orkspace.io/cleanup"]);

        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"release":"yes"}}}""");
        await World.UntilAsync("it is gone", "App", "web", found => found is null);
    }

    [Fact]
    public async Task An_exception_is_told_with_the_name_of_the_hook_and_it_is_tried_again()
    {
        await StartAsync("hooks: { function: SampleHook, args: { greeting: hi }, managedResources: [ { apiVersion: v1, kind: ConfigMap } ] }");
        await World.CreateAsync("App", "web", """{"size":3,"mode":"throw"}""");

        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") is "HookFailed");
        app!.ConditionMessage("Reconciled").ShouldBe("hooks: hook SampleHook: InvalidOperationException: the size is wrong");

        await World.PatchAsync("App", "web", """{"spec":{"mode":null}}""");
        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);
    }

    [Fact]
    public async Task A_hook_that_does_not_heed_its_cancellation_is_given_up_and_never_runs_twice_at_once()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = Channel.CreateUnbounded<string>();
        AppContext.SetData(SampleHook.Gate + World.Namespace, gate.Task);
        AppContext.SetData(SampleHook.Told + World.Namespace, (Action<string>)(what => told.Writer.TryWrite(what)));
        await StartAsync("hooks: { function: SampleHook, timeout: 300ms, args: { greeting: hi }, managedResources: [ { apiVersion: v1, kind: ConfigMap } ] }");
        await World.CreateAsync("App", "web", """{"size":3,"mode":"hang"}""");

        await World.UntilAsync("it is late", "App", "web", found => found!.ConditionMessage("Reconciled")?.Contains("no answer within 0.3 s", StringComparison.Ordinal) is true);
        await World.UntilAsync("an earlier one still runs", "App", "web", found => found!.ConditionMessage("Reconciled")?.Contains("an earlier call for this custom resource has not ended", StringComparison.Ordinal) is true);
        gate.SetResult();

        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);
        (await told.Reader.ReadAsync(World.Token), await told.Reader.ReadAsync(World.Token)).ShouldBe(("begin", "end"));
    }

    [Fact]
    public async Task An_entry_whose_hook_is_not_loaded_says_so()
    {
        await StartAsync("hooks: { function: NoSuchHook }");
        await World.CreateAsync("App", "web", """{"size":3}""");

        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") is "HookFailed");

        app!.ConditionMessage("Reconciled").ShouldNotBeNull().ShouldStartWith("hooks: hook NoSuchHook: there is no such hook (ORK3003); hooks are ");
    }

    private async Task StartAsync(string code, string more = "")
    {
        await World.DefineAsync("App");
        await World.StartAsync($$$"""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: hooks }
            spec:
              crds:
                app:
                  apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
                  operatorBox:
                    reconcile:
                      resync: 1h
                      {{{code}}}
            {{{more}}}
            """, hooks: _hooks);
    }
}
