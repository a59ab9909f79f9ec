using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>What the server answered. Values are read by a JSON pointer without its first slash: <c>answer["metadata/name"]</c>.</summary>
public sealed record Answer(string Request, int Code, string ContentType, IReadOnlyList<string> Warnings, string Text)
{
    private readonly Lazy<JsonNode?> _body = new(() => Parse(Text));

    public JsonNode? Body => _body.Value;

    /// <summary>The value at a path: strings as they are, anything else as JSON, null when absent.</summary>
    public string? this[string path] => Body.Text(path);

    public JsonArray Items => Body.At("items")?.AsArray() ?? throw new InvalidOperationException($"{Request} has no items: {Text}");

    /// <summary>metadata/name of each item, in order.</summary>
    public IReadOnlyList<string> Names => [.. Items.Select(item => item.Text("metadata/name")!)];

    public string ResourceVersion => this["metadata/resourceVersion"] ?? throw new InvalidOperationException($"{Request} has no resourceVersion: {Text}");

    public string Uid => this["metadata/uid"] ?? throw new InvalidOperationException($"{Request} has no uid: {Text}");

    /// <summary>Asserts the status code.</summary>
    public Answer Is(int code)
    {
        Code.ShouldBe(code, $"{Request} answered {Text}");
        return this;
    }

    /// <summary>Asserts a failure: code and reason of a Status object, and parts of its message.</summary>
    public Answer IsFailure(int code, string reason, params ReadOnlySpan<string> messageParts)
    {
        Is(code);
        this["kind"].ShouldBe("Status", Text);
        this["apiVersion"].ShouldBe("v1", Text);
        this["status"].ShouldBe("Failure", Text);
        this["reason"].ShouldBe(reason, Text);
        this["code"].ShouldBe($"{code}", Text);
        foreach (var part in messageParts)
            this["message"].ShouldNotBeNull(Text).ShouldContain(part, Case.Sensitive);
        return this;
    }

    /// <summary>Asserts that an Invalid status has a cause for the field. A value of a wrong type is FieldValueInvalid for older servers and FieldValueTypeInvalid for newer ones: either will do for the first.</summary>
    public Answer HasCause(string field, string reason, string? messagePart = null)
    {
        var causes = Body.At("details/causes")?.AsArray() ?? throw new ShouldAssertException($"{Request} tells no causes: {Text}");
        var match = causes.FirstOrDefault(cause => cause.Text("field") == field
            && (cause.Text("reason") == reason || (reason == "FieldValueInvalid" && cause.Text("reason") == "FieldValueTypeInvalid")));
        match.ShouldNotBeNull($"no cause {reason} for {field}: {Text}");
        if (messagePart is not null)
            match.Text("message").ShouldNotBeNull().ShouldContain(messagePart, Case.Sensitive);
        return this;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
