using System.IO.Pipelines;
using System.Text;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>The body of a watch that the test writes while it is read.</summary>
internal sealed class PushedStream
{
    private readonly Pipe _pipe = new();

    public Stream Body => _pipe.Reader.AsStream();

    public async Task SendAsync(string line) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public void End(Exception? error = null) => _pipe.Writer.Complete(error);
}
