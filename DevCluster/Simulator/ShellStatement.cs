using System.Text;

namespace Orkestra.DevCluster.Simulator;

/// <summary>One simple command of a shell script.</summary>
/// <param name="Words">The command and its arguments, without quotes.</param>
/// <param name="End">What stands after it: <see cref="Next"/>, &amp;&amp;, || or |.</param>
internal readonly record struct ShellStatement(List<string> Words, string End)
{
    public const string Next = ";";

    public static IEnumerable<ShellStatement> Read(string script)
    {
        var words = new List<string>();
        foreach (var token in Tokens(script))
        {
            if (!token.IsOperator)
            {
                words.Add(token.Text);
                continue;
            }

            yield return new ShellStatement(words, token.Text is "\n" or "&" ? Next : token.Text);
            words = [];
        }

        yield return new ShellStatement(words, Next);
    }

    private static IEnumerable<(string Text, bool IsOperator)> Tokens(string script)
    {
        var word = new StringBuilder();
        var hasWord = false;
        for (var i = 0; i < script.Length; i++)
        {
            var c = script[i];
            if (c is '\'' or '"')
            {
                var end = script.IndexOf(c, i + 1);
                end = end < 0 ? script.Length : end;
                word.Append(script, i + 1, end - i - 1);
                (hasWord, i) = (true, end);
                continue;
            }

            if (c == '\\' && i + 1 < script.Length)
            {
                i++;
                if (script[i] != '\n')
                    (_, hasWord) = (word.Append(script[i]), true);
                continue;
            }

            var isOperator = c is ';' or '\n' or '&' or '|';
            var isComment = c == '#' && !hasWord;
            if (!isOperator && !isComment && c is not (' ' or '\t' or '(' or ')' or '{' or '}'))
            {
                word.Append(c);
                hasWord = true;
                continue;
            }

            if (hasWord)
                yield return (word.ToString(), false);
            word.Clear();
            hasWord = false;
            if (isComment)
            {
                var end = script.IndexOf('\n', i);
                i = (end < 0 ? script.Length : end) - 1;
            }
            else if (isOperator)
            {
                var twice = c is '&' or '|' && i + 1 < script.Length && script[i + 1] == c;
                yield return (twice ? new string(c, 2) : c.ToString(), true);
                i += twice ? 1 : 0;
            }
        }

        if (hasWord)
            yield return (word.ToString(), false);
    }
}
