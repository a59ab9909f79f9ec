using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orkestra.Cli.Failures;

namespace Orkestra.Cli.Telemetry;

/// <summary>Sends the spans of passes and all metrics to an OpenTelemetry collector. The variables of OpenTelemetry say where and how: it is on when one of them names an endpoint.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Everywhere = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private OtlpExport(IReadOnlyDictionary<string, string> variables, string cluster, string version)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("orkestra", serviceVersion: version)
            .AddTelemetrySdk()
            .AddAttributes([new KeyValuePair<string, object>("k8s.cluster.name", cluster)])
            .AddAttributes(Given(variables));
        if (IsOn(variables, "TRACES"))
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
                .SetResourceBuilder(resource)
                .AddSource("Orkestra", "Orkestra.Kubernetes")
                .AddOtlpExporter()
                .Build();
        }

        if (IsOn(variables, "METRICS"))
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
                .SetResourceBuilder(resource)
                .AddMeter("Orkestra")
                .AddOtlpExporter()
                .Build();
        }
    }

    /// <summary>Begins to export, or gives null where no variable asks for it.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="cluster">Name of the Kubernetes cluster, told as <c>k8s.cluster.name</c>.</param>
    /// <param name="version">Version of Orkestra.</param>
    /// <exception cref="CliException">An endpoint is no address.</exception>
    public static OtlpExport? Start(IReadOnlyDictionary<string, string> variables, string cluster, string version)
    {
        foreach (var name in new[] { Everywhere, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT" })
        {
            if (Has(variables, name) && !(Uri.TryCreate(variables[name], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                throw new CliException(new CliFailure("ORK0010", name, $"\"{variables[name]}\" is not the address of a collector", "give it one such as http://127.0.0.1:4317, or unset it"));
        }

        return IsOn(variables, "TRACES") || IsOn(variables, "METRICS") ? new OtlpExport(variables, cluster, version) : null;
    }

    /// <summary>Sends what is left, for at most five seconds each.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static bool IsOn(IReadOnlyDictionary<string, string> variables, string signal) =>
        (Has(variables, Everywhere) || Has(variables, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))
        && !Is(variables, $"OTEL_{signal}_EXPORTER", "none")
        && !Is(variables, "OTEL_SDK_DISABLED", "true");

    private static bool Has(IReadOnlyDictionary<string, string> variables, string name) => variables.TryGetValue(name, out var value) && value.Length > 0;

    private static bool Is(IReadOnlyDictionary<string, string> variables, string name, string value) =>
        variables.TryGetValue(name, out var given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the user says of the service wins over what we say.</summary>
    private static IEnumerable<KeyValuePair<string, object>> Given(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var pair in variables.GetValueOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', 2) is [var name, var value])
                yield return KeyValuePair.Create(name.Trim(), (object)Uri.UnescapeDataString(value.Trim()));
        }

        if (Has(variables, "OTEL_SERVICE_NAME"))
            yield return KeyValuePair.Create("service.name", (object)variables["OTEL_SERVICE_NAME"]);
    }
}
