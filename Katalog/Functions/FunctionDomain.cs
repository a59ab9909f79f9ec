using System.Collections;

namespace Orkestra.Katalog.Functions;

/// <summary>Collects the functions of one domain. The name of each is the first word of its signature.</summary>
internal sealed class FunctionDomain(string domain) : IEnumerable<TemplateFunction>
{
    private readonly List<TemplateFunction> _functions = [];

    public FunctionDomain Add(string signature, string description, string example, FunctionBody body, params ArgumentRead[] reads)
    {
        _functions.Add(new TemplateFunction(NameOf(signature), domain, signature, description, example, body) { Arguments = [.. reads] });
        return this;
    }

    /// <summary>A function whose result can change with the clock alone.</summary>
    public FunctionDomain AddClock(string signature, string description, string example, FunctionBody body)
    {
        _functions.Add(new TemplateFunction(NameOf(signature), domain, signature, description, example, body) { ReadsTime = true });
        return this;
    }

    /// <summary>A function whose result is another one at nearly every moment.</summary>
    public FunctionDomain AddRunningClock(string signature, string description, string example, FunctionBody body)
    {
        _functions.Add(new TemplateFunction(NameOf(signature), domain, signature, description, example, body) { ReadsTime = true, RunsWithTime = true });
        return this;
    }

    /// <summary>A function whose result differs at every call.</summary>
    public FunctionDomain AddRandom(string signature, string description, string example, FunctionBody body)
    {
        _functions.Add(new TemplateFunction(NameOf(signature), domain, signature, description, example, body) { IsRandom = true });
        return this;
    }

    public FunctionDomain Add(TemplateFunction function)
    {
        _functions.Add(function);
        return this;
    }

    public IEnumerator<TemplateFunction> GetEnumerator() => _functions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static string NameOf(string signature) => signature.Split(' ', 2)[0];
}
