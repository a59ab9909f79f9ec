namespace Orkestra.Kubernetes.Tests.Fakes;

internal sealed record SeenRequest(string Method, string Path, string Body, string ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public bool Asks(string parameter) => Path.Contains(parameter, StringComparison.Ordinal);
}
