using Orkestra.Benchmarks.Load;

return args switch
{
    ["observer", var server, var ca, var katalog] => await ObserverProcess.RunAsync(new Uri(server), ca, katalog),
    _ => await LoadBenchmark.RunAsync(LoadOptions.Parse(args)),
};
