using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Observation;

/// <summary>Where the token of a call comes from: a variable of the process, or a secret.</summary>
/// <param name="Header">The header it is sent in.</param>
/// <param name="Variable">The environment variable; null: the secret.</param>
/// <param name="SecretName">The name of the secret.</param>
/// <param name="SecretNamespace">Its namespace; null: that of the custom resource.</param>
/// <param name="SecretKey">The key in it.</param>
/// <param name="Place">Where it is in the file.</param>
internal sealed record ExternalAuth(string Header, string? Variable, Fragment? SecretName, Fragment? SecretNamespace, string SecretKey, SourcePlace Place);
