namespace Orkestra.Kubernetes.Readiness;

/// <summary>An entry of <c>status.conditions</c>.</summary>
internal sealed record Condition(string Status, string Reason, string Message)
{
    public bool IsTrue => Status is "True";

    public bool IsFalse => Status is "False";

    /// <summary>The message, or the reason, or what the caller would say.</summary>
    public string Text(string otherwise) => Message.Length > 0 ? Message : Reason.Length > 0 ? Reason : otherwise;
}
