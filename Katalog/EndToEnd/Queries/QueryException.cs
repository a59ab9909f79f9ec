namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>A query cannot be evaluated on this value, as a loop over what is no list.</summary>
public sealed class QueryException : Exception
{
    /// <inheritdoc/>
    public QueryException(string message)
        : base(message)
    {
    }
}
