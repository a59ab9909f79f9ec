namespace Orkestra.Kubernetes.Configuration;

/// <summary>A way to an API server is missing or wrong. The message says what, where and how to mend it; it holds no credential.</summary>
public sealed class KubeconfigException : Exception
{
    /// <summary>Made where the mistake is found.</summary>
    /// <param name="id">The id in docs/diagnostics.md, as "ORK2012".</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="place">The file with line and column, the variable or the command; "" when there is none.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="inner">What went wrong underneath.</param>
    public KubeconfigException(string id, string problem, string place, string mend, Exception? inner = null)
        : base(place.Length == 0 ? $"{id}: {problem} — {mend}" : $"{place}: {id}: {problem} — {mend}", inner)
    {
        Id = id;
        Problem = problem;
        Place = place;
        Mend = mend;
    }

    /// <summary>The id in docs/diagnostics.md.</summary>
    public string Id { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>The file with line and column, the variable or the command; "" when there is none.</summary>
    public string Place { get; }

    /// <summary>What to do.</summary>
    public string Mend { get; }
}
