using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Rendering;

/// <summary>The answers of the outside that one pass is given. Rendering never waits for one.</summary>
public interface IExternalAnswers
{
    /// <summary>The answer to the request.</summary>
    /// <exception cref="ExternalPendingException">It is not there yet; it is asked for from now on.</exception>
    ExternalAnswer Ask(ExternalRequest request);

    /// <summary>What this pass was answered to the call of this path; null: nothing, it was not called.</summary>
    ExternalAnswer? Find(string path);
}
