using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Shapes of texts. Nothing is looked up or connected to.</summary>
internal static class ValidationFunctions
{
    private static readonly Regex Email = Shape(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z");

    private static readonly Regex GitRepository = Shape(@"\A((https?|git|ssh)://[^\s/]+/[^\s]+|[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[^\s]+)\z");

    private static readonly Regex Image = Shape(
        @"\A([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+(:[0-9]+)?/|[A-Za-z0-9.-]+:[0-9]+/|localhost/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@[a-z0-9]+:[a-f0-9]{32,128})?\z");

    public static FunctionDomain All() => new FunctionDomain("validation")
        .Add("isValidEmail TEXT → bool", "One bare address, user@host.", "{{ isValidEmail \"Team <team@example.com>\" }} → false", static (a, _) => Email.IsMatch(Arg.Text(a[0])))
        .Add("isValidURL TEXT → bool", "An absolute http or https URL with a host.", "{{ isValidURL \"https://example.com/hook\" }} → true", static (a, _) => IsUrl(Arg.Text(a[0])))
        .Add(
            "isValidGitRepository TEXT → bool",
            "https://, git://, ssh:// or user@host:path.",
            "{{ isValidGitRepository \"git@example.com:team/app.git\" }} → true",
            static (a, _) => GitRepository.IsMatch(Arg.Text(a[0])))
        .Add(
            "isValidImageRef TEXT → bool",
            "[registry[:port]/]path[:tag][@digest], in lower case.",
            "{{ isValidImageRef \"MyOrg/App\" }} → false",
            static (a, _) => Arg.Text(a[0]) is { Length: <= 512 } text && Image.IsMatch(text))
        .Add(
            "isValidPort VALUE → bool",
            "A number from 1 to 65535.",
            "{{ isValidPort \"70000\" }} → false",
            static (a, _) => a[0] is long port ? port is >= 1 and <= 65535 : int.TryParse(a[0] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535)
        .Add("isValidJSON TEXT → bool", "A JSON text.", "{{ isValidJSON \"{not json\" }} → false", static (a, e) => IsJson(Arg.Text(a[0]), e));

    private static bool IsUrl(string text) => !text.AsSpan().ContainsAny(" \t\r\n\\") && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && Uri.TryCreate(text, UriKind.Absolute, out url) && url.Host.Length > 0;

    private static bool IsJson(string text, Evaluation evaluation)
    {
        evaluation.ChargeSteps(text.Length / 16);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Regex Shape(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
