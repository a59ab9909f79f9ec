#compdef ork
# zsh completion for ork. Save it as _ork in a folder of $fpath.
_ork() {
  local line="${(j: :)words[2,CURRENT]}"
  local -a candidates
  candidates=("${(@f)$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
  candidates=(${candidates:#})
  (( ${#candidates} )) && compadd -a candidates || _files
}
if [ "$funcstack[1]" = "_ork" ]; then _ork "$@"; else compdef _ork ork; fi
