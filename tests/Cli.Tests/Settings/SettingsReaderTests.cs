using System.Net;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Settings;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Settings;

public sealed class SettingsReaderTests
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _flags = new(StringComparer.Ordinal);

    [Fact]
    public void Without_anything_the_defaults_count()
    {
        var (settings, failures) = Read(SettingsDefaults.Run);
        failures.ShouldBeEmpty();
        (settings.Workers, settings.Resync, settings.FailureThreshold, settings.ClusterName).ShouldBe((3, TimeSpan.FromSeconds(30), 5, "local"));
        (settings.Port, settings.Host, settings.LogLevel).ShouldBe((8080, IPAddress.Any, LogLevel.Information));
        string.Join(", ", settings.Effective).ShouldBe(
            "workers 3 (default), resync 30s (default), failureThreshold 5 (default), clusterName local (default), port 8080 (default), host 0.0.0.0 (default), logLevel info (default), apiQps 0 (default), apiBurst 0 (default), externalHosts all (default), hooks none (default)");
    }

    [Fact]
    public void Variables_are_bound_and_named()
    {
        _variables["DEFAULT_WORKERS"] = "10";
        _variables["DEFAULT_RESYNC"] = "1m30s";
        _variables["FAILURE_THRESHOLD"] = "7";
        _variables["CLUSTER_NAME"] = "eu-1";
        _variables["ORK_PORT"] = "9090";
        _variables["LOG_LEVEL"] = "DEBUG";
        _variables["ORK_API_QPS"] = "50";
        _variables["ORK_API_BURST"] = "80";

        var (settings, failures) = Read(SettingsDefaults.Run);
        failures.ShouldBeEmpty();
        (settings.ApiQps, settings.ApiBurst).ShouldBe((50, 80));
        (settings.Workers, settings.Resync, settings.FailureThreshold, settings.ClusterName, settings.Port, settings.LogLevel)
            .ShouldBe((10, TimeSpan.FromSeconds(90), 7, "eu-1", 9090, LogLevel.Debug));
        settings.Effective.Select(setting => setting.Source)
            .ShouldBe(["DEFAULT_WORKERS", "DEFAULT_RESYNC", "FAILURE_THRESHOLD", "CLUSTER_NAME", "ORK_PORT", "default", "LOG_LEVEL", "ORK_API_QPS", "ORK_API_BURST", "default", "default"]);
    }

    [Fact]
    public void A_flag_wins_over_its_variable_even_if_that_is_wrong()
    {
        _variables["ORK_PORT"] = "nonsense";
        _flags["--port"] = "0";
        var (settings, failures) = Read(SettingsDefaults.Run);
        failures.ShouldBeEmpty();
        settings.Port.ShouldBe(0);
    }

    [Fact]
    public void A_dev_session_does_not_hear_the_port_of_an_observer()
    {
        _variables["ORK_PORT"] = "9090";
        var (settings, _) = Read(SettingsDefaults.Dev);
        (settings.Port, settings.Host).ShouldBe((0, IPAddress.Loopback));
    }

    [Theory]
    [InlineData("DEFAULT_WORKERS", "0")]
    [InlineData("DEFAULT_WORKERS", "51")]
    [InlineData("DEFAULT_WORKERS", "3.5")]
    [InlineData("DEFAULT_RESYNC", "99ms")]
    [InlineData("FAILURE_THRESHOLD", "-1")]
    [InlineData("CLUSTER_NAME", "-a")]
    [InlineData("CLUSTER_NAME", "a/b")]
    [InlineData("ORK_PORT", "65536")]
    [InlineData("LOG_LEVEL", "loud")]
    public void A_wrong_value_is_named_with_setting_and_variable(string variable, string value)
    {
        _variables[variable] = value;
        var (_, failures) = Read(SettingsDefaults.Run);
        var failure = failures.ShouldHaveSingleItem();
        failure.Place.ShouldBe(variable);
        failure.Message.ShouldContain($"is \"{value}\"");
    }

    [Fact]
    public void The_host_may_be_any_address()
    {
        _flags["--host"] = "::1";
        Read(SettingsDefaults.Run).Settings.Host.ShouldBe(IPAddress.IPv6Loopback);
        _flags["--host"] = "localhost";
        Read(SettingsDefaults.Run).Settings.Host.ShouldBe(IPAddress.Loopback);
    }

    private (ObserverSettings Settings, IReadOnlyList<Orkestra.Cli.Failures.CliFailure> Failures) Read(SettingsDefaults defaults) =>
        new SettingsReader(defaults, _variables.GetValueOrDefault, _flags).Read();
}
