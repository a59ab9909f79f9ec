using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Tests of an App that an observer looks after.</summary>
public abstract class AppTests : WorldTests
{
    private protected const string Spec = """{"image":"nginx:1.27","replicas":0,"level":"info"}""";

    /// <summary>Starts an observer of App, and makes one with its children.</summary>
    private protected async Task AppAsync(string name)
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", name, Spec);
        await World.UntilSettledAsync("app", name);
    }

    /// <summary>The watch of a child kind is cut and stays away; everything else goes on.</summary>
    private protected void BlindFor(string plural)
    {
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == $"/api/v1/{plural}")
                throw new IOException("nobody answers");
        };
        World.Faults.CutWatches(gone: false);
    }

    /// <summary>Waits until an App is shown as wanted and nothing of it is due.</summary>
    private protected async Task<CustomResourceView> UntilSeenAsync(string name, Func<CustomResourceView, bool> wanted)
    {
        var (_, seen) = await Eventually.Async(
            $"{name} is as wanted and nothing of it is due",
            async ct => (Box: await World.Fleet.FindBoxAsync("app", ct), View: (await World.Fleet.ListResourcesAsync("app", ct)).FirstOrDefault(view => view.Name == name)),
            state => state is { Box: { QueueDepth: 0, Processing: 0 }, View: { } view } && wanted(view),
            cancellationToken: World.Token);
        return seen!;
    }
}
