# bash completion for ork. Load it with: source <(ork completion bash)
_ork_complete() {
  local words=("${COMP_WORDS[@]:1:COMP_CWORD-1}") current=${COMP_WORDS[COMP_CWORD]}
  local line="${words[*]} $current"
  line=${line# }
  local IFS=$'\n'
  mapfile -t COMPREPLY < <(compgen -W "$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$current")
}
complete -o default -F _ork_complete ork ./ork
