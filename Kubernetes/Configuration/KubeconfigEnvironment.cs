using System.Collections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>What the way to an API server depends on besides files: variables, home, time.</summary>
public sealed record KubeconfigEnvironment
{
    /// <summary>The environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The home folder, or null.</summary>
    public string? Home { get; init; }

    /// <summary>Where a pod finds its service account.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Whether somebody sits at a terminal whom a credential plugin may ask.</summary>
    public bool Interactive { get; init; }

    /// <summary>For the expiry of credentials.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets warnings, as of switched off TLS verification.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>That of this process.</summary>
    public static KubeconfigEnvironment OfProcess(ILogger logger) => new()
    {
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : null,
        Interactive = !Console.IsInputRedirected,
        Logger = logger,
    };

    internal string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
