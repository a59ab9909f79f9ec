# fish completion for ork. Save it as ~/.config/fish/completions/ork.fish.
function __ork_complete
    set --local words (commandline --cut-at-cursor --tokenize) (commandline --cut-at-cursor --current-token)
    set --local line (string join ' ' -- $words[2..])
    $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command ork --arguments '(__ork_complete)'
