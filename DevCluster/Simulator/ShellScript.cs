using System.Globalization;

namespace Orkestra.DevCluster.Simulator;

/// <summary>
/// Guesses the exit status of a container's command: <c>false</c>, <c>true</c>, and scripts of <c>sh -c</c>, read as lists of commands with ; &amp;&amp; || | ! exit and set -e.
/// Every other command succeeds; compound commands (if, for, while, until, case) are passed over as if they had succeeded.
/// </summary>
internal sealed class ShellScript
{
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash", "zsh"];
    private static readonly string[] Openers = ["if", "for", "while", "until", "case"];
    private static readonly string[] Closers = ["fi", "done", "esac"];
    private bool _stopsOnError;
    private int _status;

    private ShellScript(bool stopsOnError) => _stopsOnError = stopsOnError;

    /// <summary>The exit status of a program and its arguments.</summary>
    public static int ExitStatus(IReadOnlyList<string> command)
    {
        var program = command.Count == 0 ? "" : command[0][(command[0].LastIndexOf('/') + 1)..];
        if (program is "false")
            return 1;
        if (!Shells.Contains(program, StringComparer.Ordinal))
            return 0;
        var index = 1;
        var stopsOnError = false;
        for (; index < command.Count && command[index].StartsWith('-'); index++)
        {
            if (command[index] is "-o")
                stopsOnError |= ++index < command.Count && command[index] is "errexit";
            else
                stopsOnError |= command[index].Contains('e', StringComparison.Ordinal);
            if (command[Math.Min(index, command.Count - 1)].EndsWith('c'))
                return index + 1 < command.Count ? new ShellScript(stopsOnError).Run(command[index + 1]) : 0;
        }

        return 0;
    }

    private int Run(string script)
    {
        var depth = 0;
        var skips = false;
        foreach (var (words, end) in ShellStatement.Read(script))
        {
            var isCompound = depth > 0;
            if (words.Count > 0)
                depth += Openers.Contains(words[0], StringComparer.Ordinal) ? 1 : Closers.Contains(words[0], StringComparer.Ordinal) ? -1 : 0;
            isCompound |= depth > 0;
            var runs = !skips && !isCompound && words.Count > 0;
            if (isCompound)
                _status = 0;
            else if (runs && RunOne(words))
                return _status;
            if (runs && _status != 0 && _stopsOnError && end is ShellStatement.Next)
                return _status;
            skips = !isCompound && end switch
            {
                "&&" => _status != 0,
                "||" => _status == 0,
                "|" => skips,
                _ => false,
            };
        }

        return _status;
    }

    // True when the script ends here.
    private bool RunOne(List<string> words)
    {
        if (words[0] is "!")
        {
            var ends = words.Count > 1 && RunOne(words[1..]);
            _status = _status == 0 ? 1 : 0;
            return ends;
        }

        switch (words[0])
        {
            case "exit":
                _status = words.Count < 2 || words[1] is "$?" ? _status : Number(words[1]);
                return true;
            case "exec":
                _status = ExitStatus(words[1..]);
                return true;
            case "set":
                if (words.Skip(1).Any(word => (word.StartsWith('-') && word.Contains('e', StringComparison.Ordinal)) || word is "errexit"))
                    _stopsOnError = true;
                _status = 0;
                return false;
            default:
                _status = ExitStatus(words);
                return false;
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number & 0xFF : 0;
}
