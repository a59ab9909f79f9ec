using Orkestra.Benchmarks.Isolation;
using Orkestra.Benchmarks.Load;
using Orkestra.Benchmarks.Rendering;

return args switch
{
    ["observer", var server, var ca, var katalog] => await ObserverProcess.RunAsync(new Uri(server), ca, katalog),
    ["isolation", .. var rest] => await IsolationBenchmark.RunAsync(IsolationOptions.Parse(rest)),
    ["rendering"] => await RenderingBenchmark.RunAsync(),
    _ => await LoadBenchmark.RunAsync(LoadOptions.Parse(args)),
};
