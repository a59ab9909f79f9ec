using System.Diagnostics;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;

namespace Orkestra.Grains.Telemetry;

/// <summary>The span of a pass. It begins when the key was queued; the wait is its first child, requests and calls are the others.</summary>
internal static class PassSpan
{
    public static Activity? Begin(ActivitySource source, CustomResourceKey key, WorkItem item, DateTimeOffset now)
    {
        var queued = now - item.Waited;
        var pass = source.StartActivity($"pass {key.Kind}", ActivityKind.Consumer, default(ActivityContext), startTime: queued);
        if (pass is null)
            return null;
        pass.SetTag("orkestra.key", key.GrainKey).SetTag("orkestra.causes", item.Causes.ToString()).SetTag("orkestra.lane", item.Lane.ToString());
        using (var wait = source.StartActivity("queue", ActivityKind.Internal, pass.Context, startTime: queued))
            wait?.SetEndTime(now.UtcDateTime);
        return pass;
    }

    public static void End(this Activity pass, PassOutcome? outcome, DateTimeOffset now)
    {
        if (outcome is null)
        {
            pass.SetTag("orkestra.result", "Stopped");
        }
        else
        {
            pass.SetTag("orkestra.result", outcome.Result.ToString()).SetTag("orkestra.reason", outcome.Reason).SetTag("orkestra.writes", outcome.Writes);
            if (outcome.Result is PassResult.Failed or PassResult.Unreachable)
                pass.SetStatus(ActivityStatusCode.Error, outcome.Reason);
        }

        pass.SetEndTime(now.UtcDateTime);
    }
}
