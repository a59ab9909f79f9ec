using System.Text.RegularExpressions;

namespace Orkestra.Katalog.Conditions;

/// <summary>Regular expressions with RE2's syntax, matched in linear time: what RE2 refuses is refused, the rest is translated for the non-backtracking engine.</summary>
internal static class Re2Pattern
{
    private const int MaxLength = 1000;

    /// <summary>Null and the reason if the pattern is none of RE2's.</summary>
    public static Regex? Compile(string pattern, out string error)
    {
        error = string.Empty;
        if (pattern.Length > MaxLength)
        {
            error = $"longer than {MaxLength} characters";
            return null;
        }

        try
        {
            return new Regex(new Re2Translator(pattern).Translate(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (Re2SyntaxException refused)
        {
            error = refused.Message;
        }
        catch (ArgumentException refused)
        {
            error = refused.Message;
        }
        catch (NotSupportedException)
        {
            error = "too large";
        }

        return null;
    }
}
